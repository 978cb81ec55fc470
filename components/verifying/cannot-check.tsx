import { useTranslations } from 'next-intl';

const ALWAYS = ['device', 'pages', 'pressure', 'collusion', 'roll', 'mixers'] as const;

/** What no program can find out from a bundle. */
export function CannotCheck({ isVouched, boardKeyPinned }: { isVouched: boolean; boardKeyPinned: boolean }) {
  const t = useTranslations('Verify');
  const own = useTranslations('Verifying');
  return (
    <section className="stack-tight" aria-labelledby="cannot">
      <h3 id="cannot">{t('cannotTitle')}</h3>
      <p>{t('cannotLead')}</p>
      <ul className="bullets">
        {ALWAYS.map((name) => (
          <li key={name}>{t(`cannot.${name}`)}</li>
        ))}
        {isVouched && <li>{t('cannot.vouched')}</li>}
        {!boardKeyPinned && <li>{own('outcome.unpinned')}</li>}
      </ul>
    </section>
  );
}
