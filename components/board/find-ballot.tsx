import { useLocale, useTranslations } from 'next-intl';
import { BackLink } from '@/components/ui/breadcrumb';
import { Button } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { TextField } from '@/components/ui/text-field';
import { Tracker } from '@/components/ui/tracker';
import { formatCount, formatDateTime } from '@/lib/format';
import type { TrackedBallot } from '@/lib/voting/ballots/track';
import type { City, PublicContest } from '@/lib/voting/queries';
import { DeviceProof } from './device-proof';

export type Finding = TrackedBallot | { state: 'unknown' } | { state: 'malformed'; count: number };

export interface FindBallotProps {
  contest: PublicContest;
  city: City;
  typed: string;
  finding: Finding | null;
}

/** A form that needs no script, and what it found. */
export function FindBallot({ contest, city, typed, finding }: FindBallotProps) {
  const t = useTranslations('Board');
  return (
    <div>
      <BackLink href={`/contests/${contest.slug}`} label={contest.name} />
      <PageHead title={t('title')} lead={t('lead', { contest: contest.name })} />
      <div className="stack-loose">
        {finding && <Found finding={finding} contestId={contest.id} city={city} typed={typed} />}
        <form method="get" className="stack">
          <TextField code label={t('tracker')} name="tracker" hint={t('trackerHint')} defaultValue={typed} />
          <Button type="submit" icon="search">
            {t('find')}
          </Button>
        </form>
      </div>
    </div>
  );
}

type FoundProps = { finding: Finding; contestId: string; city: City; typed: string };

function Found({ finding, contestId, city, typed }: FoundProps) {
  const t = useTranslations('Board');
  const locale = useLocale();
  if (finding.state === 'malformed') {
    return (
      <Note tone="warn" title={t('malformed')} live>
        {t('malformedBody', { count: finding.count })}
      </Note>
    );
  }
  if (finding.state === 'unknown') {
    return (
      <Note tone="bad" title={t('unknown')} live>
        {t('unknownBody')}
      </Note>
    );
  }
  const tracker = typed.replace(/\s/g, '');
  const isThere = finding.state === 'on_board';
  const body = isThere
    ? t('foundBody', { line: formatCount(finding.leaf + 1, locale) })
    : t('waitingBody', { when: formatDateTime(new Date(finding.includedBy), { locale, timeZone: city.timeZone }) });
  return (
    <div className="stack">
      <Note tone={isThere ? 'ok' : 'info'} title={isThere ? t('found') : t('waiting')} live>
        <p>{body}</p>
        <Tracker value={tracker} size="small" />
      </Note>
      {isThere && <DeviceProof contestId={contestId} tracker={tracker} timeZone={city.timeZone} />}
      {finding.replaced && (
        <Note tone="warn" title={t('replaced')}>
          {t('replacedBody')}
        </Note>
      )}
    </div>
  );
}
