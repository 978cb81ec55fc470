import { useLocale, useTranslations } from 'next-intl';
import { Art, type ArtName } from '@/components/ui/art';
import { artFor } from '@/components/ui/art-for';
import { LinkButton } from '@/components/ui/button';
import { Wave } from '@/components/ui/wave';
import { formatMoneyInWords } from '@/lib/format';
import type { City, PublicContest } from '@/lib/voting/queries';
import { Deadline } from './deadline';

/** What can I do now, and until when? `contest` is the one that closes first, or else the latest. */
export function HomeHero({ city, contest, now }: { city: City; contest: PublicContest | null; now: Date }) {
  return (
    <div className="hero">
      <div className="wrap grid gap-8 lg:grid-cols-[1.25fr_0.9fr] lg:items-center">
        <div>{contest ? <Offer city={city} contest={contest} now={now} /> : <Nothing />}</div>
        <Square contest={contest} />
      </div>
      <Wave />
    </div>
  );
}

function Nothing() {
  const t = useTranslations('Home');
  return (
    <div className="stack">
      <h1>{t('nothingTitle')}</h1>
      <p className="lead hero-soft">{t('nothingLead')}</p>
    </div>
  );
}

function Offer({ city, contest, now }: { city: City; contest: PublicContest; now: Date }) {
  const t = useTranslations('Home');
  const locale = useLocale();
  const { area, name, slug, status, maxChoices: max, projects: count } = contest;
  const { code: currency, exponent } = city.currency;
  const money = formatMoneyInWords(contest.amountMinor, { currency, exponent, locale });
  if (status !== 'open') {
    const isCounted = status === 'counted';
    return (
      <div className="stack">
        <h1>{isCounted ? t('countedTitle', { contest: name }) : t('countingTitle')}</h1>
        <p className="lead hero-soft">{isCounted ? t('countedLead') : t('countingLead', { contest: name })}</p>
        <div className="cluster actions pt-2">
          <LinkButton look="spark" iconEnd="forward" href={isCounted ? resultHref(contest) : `/contests/${slug}`}>
            {isCounted ? t('see') : t('follow')}
          </LinkButton>
        </div>
      </div>
    );
  }
  return (
    <div className="stack">
      <h1>{area ? t('openFor', { money, area }) : t('openCity', { money })}</h1>
      <p className="lead hero-soft">
        {name === area ? t('leadPlain', { max, count }) : t('lead', { contest: name, max, count })}
      </p>
      <Deadline now={now} until={contest.closesAt} timeZone={city.timeZone} />
      <div className="cluster actions pt-2">
        <LinkButton look="spark" iconEnd="forward" href={`/vote/${slug}`}>
          {area ? t('voteFor', { area }) : t('vote')}
        </LinkButton>
        <LinkButton look="on-hero" href={`/contests/${slug}`}>
          {t('read')}
        </LinkButton>
      </div>
      <p className="small hero-soft">
        {t(contest.entitlement === 'codes' ? 'who' : 'whoVouched', { people: contest.rollSize })}
      </p>
    </div>
  );
}

export const resultHref = ({ round, slug }: Pick<PublicContest, 'round' | 'slug'>) => `/results/${round.slug}/${slug}`;

const STONES = 9;
const PLAIN: ArtName[] = ['trees', 'play', 'drains', 'bus', 'kitchen', 'cross', 'read', 'ramps', 'lights'];

/** The square: nine stones that show what can be built. */
function Square({ contest }: { contest: PublicContest | null }) {
  const drawn = [...new Set(contest?.list.map(({ code, theme }) => artFor(code, theme?.slug)))];
  const stones = [...new Set([...drawn, ...PLAIN])].slice(0, STONES);
  return (
    <div className="hidden grid-cols-3 gap-1.5 lg:grid" aria-hidden="true">
      {stones.map((name) => (
        <Art key={name} name={name} shape="square" />
      ))}
    </div>
  );
}
