import { useTranslations } from 'next-intl';
import { Wave } from '@/components/ui/wave';
import { Link } from '@/i18n/navigation';

/** The wave, the city's name, and where to check and to work. */
export function Footer({ city }: { city?: string | undefined }) {
  const t = useTranslations('Shell');
  return (
    <footer className="foot">
      <Wave />
      <div className="wrap">
        <div>
          <p className="foot-name">{city ?? t('product')}</p>
          <p className="small">{t('footer.about')}</p>
        </div>
        <nav aria-label={t('footer.help')}>
          <ul>
            <li>
              <Link href="/results">{t('footer.results')}</Link>
            </li>
            <li>
              <Link href="/board">{t('footer.checkBallot')}</Link>
            </li>
            <li>
              <Link href="/verify">{t('footer.verify')}</Link>
            </li>
            <li>
              <Link href="/secrecy">{t('footer.secrecy')}</Link>
            </li>
          </ul>
        </nav>
        <nav aria-label={t('footer.staff')}>
          <ul>
            <li>
              <Link href="/staff/home">{t('footer.toStaff')}</Link>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
