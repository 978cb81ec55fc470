'use client';

import { useTranslations } from 'next-intl';
import { Button, LinkButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Icon } from '@/components/ui/icon';
import type { BallotContest } from './ballot-contest';
import type { Draft } from './use-draft';
import { useMoney } from './use-money';

export interface TrayProps {
  contest: BallotContest;
  draft: Extract<Draft, { state: 'ready' }>;
  /** Why the choices cannot be checked yet. */
  unavailable: string | undefined;
}

/** What was chosen, beside the list on wide screens. */
export function Tray({ contest, draft, unavailable }: TrayProps) {
  const t = useTranslations('Vote');
  return (
    <Card as="aside" aria-labelledby="tray">
      <div className="stack">
        <h2 id="tray" className="h3">
          {t('tray')}
        </h2>
        <ChosenList contest={contest} draft={draft} />
        <CheckButton slug={contest.slug} unavailable={unavailable} />
        <p className="smaller muted text-center">{t('saved')}</p>
      </div>
    </Card>
  );
}

/** Where step 2 begins. While a rule is broken it stays in place and says which. */
export function CheckButton({ slug, unavailable }: { slug: string; unavailable: string | undefined }) {
  const t = useTranslations('Vote');
  if (unavailable !== undefined) {
    return (
      <Button look="spark" full unavailable={unavailable}>
        {t('check')}
      </Button>
    );
  }
  return (
    <LinkButton look="spark" full href={`/vote/${slug}/check`}>
      {t('check')}
    </LinkButton>
  );
}

export function ChosenList({ contest, draft }: Pick<TrayProps, 'contest' | 'draft'>) {
  const t = useTranslations('Vote');
  const money = useMoney(contest);
  const chosen = draft.chosen.flatMap((position) =>
    contest.projects.filter((project) => project.position === position),
  );
  const total = chosen.reduce((sum, { costMinor }) => sum + costMinor, 0n);
  return (
    <div>
      {chosen.length === 0 && <p className="small muted">{t('trayEmpty')}</p>}
      <ul>
        {chosen.map(({ position, title, costMinor }) => (
          <li key={position} className="flex items-center justify-between gap-2 border-b border-line py-1 small">
            <span>
              {title}
              <span className="muted num block">{money(costMinor)}</span>
            </span>
            <button type="button" className="tool" onClick={() => draft.toggle(position)}>
              <Icon name="close" />
              <span className="vh">{t('remove', { title })}</span>
            </button>
          </li>
        ))}
      </ul>
      {chosen.length > 0 && (
        <p className="flex justify-between gap-2 py-3 num">
          <b>{t('total')}</b>
          <b>{money(total)}</b>
        </p>
      )}
      {draft.canUndo && (
        <Button look="quiet" size="small" full icon="undo" onClick={draft.undo}>
          {t('undo')}
        </Button>
      )}
    </div>
  );
}
