import { useLocale, useTranslations } from 'next-intl';
import { Art } from '@/components/ui/art';
import { LinkButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { RowItem, RowList } from '@/components/ui/row-list';
import { Link } from '@/i18n/navigation';
import { formatDay, formatMoneyInWords, formatTime } from '@/lib/format';
import type { City, ContestSummary } from '@/lib/voting/queries';
import { resultHref } from './home-hero';

export interface HomeTasksProps {
  city: City;
  /** All but the one in the hero. */
  contests: ContestSummary[];
  /** Whether a voting code is of use now. */
  hasCode: boolean;
}

export function HomeTasks({ city, contests, hasCode }: HomeTasksProps) {
  const t = useTranslations('Home');
  return (
    <section className={hasCode ? 'with-side' : undefined}>
      <div>
        <h2 className="mb-4">{t('also')}</h2>
        <RowList>
          {contests.map((contest) => (
            <ContestTask key={contest.id} city={city} contest={contest} />
          ))}
          <Task href="/board" title={t('alsoBoard')} detail={t('alsoBoardDetail')} when={t('anyTime')} />
          <Task href="/secrecy" title={t('alsoSecrecy')} detail={t('alsoSecrecyDetail')} when={t('anyTime')} />
        </RowList>
      </div>
      {hasCode && <CodeCard />}
    </section>
  );
}

function Task({ href, title, detail, when }: { href: string; title: string; detail: string; when: string }) {
  const link = (
    <Link className="display inline-flex min-h-11 items-center h3" href={href}>
      {title}
    </Link>
  );
  return (
    <RowItem title={link} aside={<span className="small">{when}</span>}>
      <p className="small muted">{detail}</p>
    </RowItem>
  );
}

function ContestTask({ city, contest }: { city: City; contest: ContestSummary }) {
  const t = useTranslations('Home');
  const locale = useLocale();
  const { area, name, slug, projects: count } = contest;
  if (contest.status === 'counted') {
    const title = t('alsoResult', { contest: name });
    return <Task href={resultHref(contest)} title={title} detail={t('alsoResultDetail')} when={t('anyTime')} />;
  }
  const zone = { locale, timeZone: city.timeZone };
  const when = `${formatDay(contest.closesAt, zone)}, ${formatTime(contest.closesAt, zone)}`;
  if (contest.status === 'closed') {
    const detail = t('countingLead', { contest: name });
    return <Task href={`/contests/${slug}`} title={name} detail={detail} when={t('phases.count')} />;
  }
  const { code: currency, exponent } = city.currency;
  const money = formatMoneyInWords(contest.amountMinor, { currency, exponent, locale });
  const detail = t('alsoVoteDetail', { money, area: area ?? 'none', count });
  const title = t('alsoVote', { contest: name });
  return <Task href={`/contests/${slug}`} title={title} detail={detail} when={t('untilShort', { when })} />;
}

function CodeCard() {
  const t = useTranslations('Home');
  return (
    <Card
      as="aside"
      picture={<Art name="shop" shape="wide" />}
      className="md:max-lg:grid md:max-lg:grid-cols-2 md:max-lg:items-center"
      aria-labelledby="code-help"
    >
      <div className="stack">
        <h3 id="code-help">{t('helpTitle')}</h3>
        <p className="small">{t('helpBody')}</p>
        <LinkButton look="line" full href="/sign-in">
          {t('helpAction')}
        </LinkButton>
      </div>
    </Card>
  );
}
