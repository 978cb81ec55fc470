import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { RowBadge, RowItem, RowList } from '@/components/ui/row-list';
import { Tag } from '@/components/ui/tag';
import { formatDateTime } from '@/lib/format';
import type { Ceremony } from '@/lib/tally/ceremonies';
import { isMyTurn, othersToAct } from './whose-turn';

/** Those that need the reader first, then the others in the order given. */
export function CeremonyList({ ceremonies }: { ceremonies: readonly Ceremony[] }) {
  const t = useTranslations('Trustee.list');
  if (ceremonies.length === 0) return <EmptyState sentence={t('empty')} />;
  const sorted = [...ceremonies].sort((a, b) => Number(isMyTurn(b)) - Number(isMyTurn(a)));
  return (
    <RowList label={t('label')}>
      {sorted.map((ceremony, index) => (
        <Row key={ceremony.contest.id} ceremony={ceremony} isFirst={index === 0} />
      ))}
    </RowList>
  );
}

function Row({ ceremony, isFirst }: { ceremony: Ceremony; isFirst: boolean }) {
  const t = useTranslations('Trustee.list');
  const { contest, state } = ceremony;
  const dates = { locale: useLocale(), timeZone: contest.timeZone, year: true };
  const isMine = isMyTurn(ceremony);
  const date = contest.closesAt && formatDateTime(contest.closesAt, dates);
  const isOver = state.status === 'closed' || state.status === 'counted';
  return (
    <RowItem
      title={`${contest.name}, ${contest.round.name}`}
      picture={<RowBadge icon={isMine ? 'key' : 'clock'} tone={isMine ? 'warn' : undefined} />}
      aside={
        <LinkButton
          look={isMine && isFirst ? 'spark' : 'line'}
          size="small"
          href={`/trustee/${contest.id}`}
          aria-label={`${isMine ? t('go') : t('look')}: ${contest.name}`}
        >
          {isMine ? t('go') : t('look')}
        </LinkButton>
      }
    >
      <p>
        <TurnTag ceremony={ceremony} />
      </p>
      {date && <p className="small muted">{isOver ? t('closed', { date }) : t('closes', { date })}</p>}
    </RowItem>
  );
}

function TurnTag({ ceremony }: { ceremony: Ceremony }) {
  const t = useTranslations('Trustee.turn');
  const names = useFormatter();
  const { next, threshold, ceremony: running } = ceremony.state;
  const { stage } = next;
  if (stage === 'keys' && threshold !== null && next.owners.length === 0) {
    return <Tag icon="clock">{t(running ? 'stopped' : 'notBegun')}</Tag>;
  }
  switch (stage) {
    case 'keys':
    case 'mix':
    case 'open':
      if (isMyTurn(ceremony)) {
        return (
          <Tag tone="spark" icon="clock">
            {t('yours', { step: stage })}
          </Tag>
        );
      }
      return <Tag icon="clock">{t('waiting', { names: names.list(othersToAct(ceremony)) })}</Tag>;
    case 'done':
      return (
        <Tag tone="ok" icon="tick">
          {t('done')}
        </Tag>
      );
    case 'ready':
    case 'voting':
    case 'count':
    case 'empty':
      return <Tag>{t(stage)}</Tag>;
  }
}
