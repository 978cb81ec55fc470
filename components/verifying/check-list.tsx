import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icon';
import type { VerifySummary } from '@/lib/client/verifying/messages';

/** Every check that was made, whether it holds, and what it proves. */
export function CheckList({ checks }: Pick<VerifySummary, 'checks'>) {
  const [t, words] = [useTranslations('Verifying.outcome'), useTranslations('Verify.checks')];
  return (
    <ul className="stack-tight">
      {checks.map(({ name, ok, detail }) => (
        <li key={name} className="flex gap-3">
          <span className={ok ? 'flex-none text-[var(--ok)]' : 'flex-none text-[var(--bad)]'}>
            <Icon name={ok ? 'tick' : 'error'} />
          </span>
          <span className="min-w-0">
            <b>{t(ok ? 'holds' : 'fails')}: </b>
            {words(name)} <bdi className="mono smaller muted">{name}</bdi>
            {detail !== null && !ok && (
              <span className="smaller muted block [overflow-wrap:anywhere]" lang="en">
                {detail}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
