import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';
import type { IconName } from '@/components/ui/icon';
import { RowBadge, RowItem, RowList } from '@/components/ui/row-list';

type Named = { slug: string; name: string };
export type NeedView =
  | { kind: 'count_waits' | 'closing_past' | 'ready'; contest: Named }
  | { kind: 'trustees_wait'; contest: Named; stage: 'mix' | 'open'; names: string[] }
  | { kind: 'obstacles'; contest: Named; obstacles: readonly unknown[] }
  | { kind: 'codes_missing'; round: Named; people: number }
  | { kind: 'nothing_started' };

const BADGES: Record<NeedView['kind'], { icon: IconName; tone?: 'ok' | 'warn' | 'bad' }> = {
  count_waits: { icon: 'warning', tone: 'bad' },
  trustees_wait: { icon: 'lock', tone: 'warn' },
  closing_past: { icon: 'clock', tone: 'bad' },
  obstacles: { icon: 'warning', tone: 'warn' },
  codes_missing: { icon: 'key', tone: 'warn' },
  ready: { icon: 'tick', tone: 'ok' },
  nothing_started: { icon: 'stones' },
};

function addressOf(need: NeedView): string {
  switch (need.kind) {
    case 'codes_missing':
      return `/admin/rounds/${need.round.slug}/codes`;
    case 'nothing_started':
      return '/admin/rounds';
    case 'closing_past':
      return `/admin/contests/${need.contest.slug}/edit`;
    default:
      return `/admin/contests/${need.contest.slug}`;
  }
}

const keyOf = (need: NeedView) =>
  `${need.kind} ${'contest' in need ? need.contest.slug : 'round' in need ? need.round.slug : ''}`;

/** What waits for the administrator, worst first, one verb each. */
export function NeedList({ needs }: { needs: readonly NeedView[] }) {
  const t = useTranslations('Admin.home');
  return (
    <RowList label={t('needs')}>
      {needs.map((need, index) => (
        <Need key={keyOf(need)} need={need} isFirst={index === 0} />
      ))}
    </RowList>
  );
}

function Need({ need, isFirst }: { need: NeedView; isFirst: boolean }) {
  const t = useTranslations('Admin.home.need');
  const words = wordsOf(need, useTranslations('Admin.home.need'));
  return (
    <RowItem
      title={words.title}
      picture={<RowBadge {...BADGES[need.kind]} />}
      aside={
        <LinkButton look={isFirst ? 'brand' : 'line'} size="small" href={addressOf(need)}>
          {t(`${need.kind}.verb`)}
        </LinkButton>
      }
    >
      <p className="small muted">{words.detail}</p>
    </RowItem>
  );
}

function wordsOf(need: NeedView, t: ReturnType<typeof useTranslations<'Admin.home.need'>>) {
  switch (need.kind) {
    case 'trustees_wait': {
      const names = need.names.join(', ');
      return {
        title: t('trustees_wait.title', { contest: need.contest.name, names }),
        detail: t(`trustees_wait.${need.stage}`),
      };
    }
    case 'obstacles':
      return {
        title: t('obstacles.title', { contest: need.contest.name }),
        detail: t('obstacles.detail', { count: need.obstacles.length }),
      };
    case 'codes_missing':
      return {
        title: t('codes_missing.title', { people: need.people, round: need.round.name }),
        detail: t('codes_missing.detail'),
      };
    case 'nothing_started':
      return { title: t('nothing_started.title'), detail: t('nothing_started.detail') };
    default:
      return { title: t(`${need.kind}.title`, { contest: need.contest.name }), detail: t(`${need.kind}.detail`) };
  }
}
