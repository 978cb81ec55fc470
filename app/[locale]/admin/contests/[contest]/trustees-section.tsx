import { getLocale, getTranslations } from 'next-intl/server';
import { ActButton } from '@/components/admin/act-button';
import { ThresholdForm } from '@/components/admin/threshold-form';
import { TrusteeForm } from '@/components/admin/trustee-form';
import { Dialog } from '@/components/ui/dialog';
import { Disclosure } from '@/components/ui/disclosure';
import { Note } from '@/components/ui/note';
import { RowBadge, RowItem, RowList } from '@/components/ui/row-list';
import { Tag } from '@/components/ui/tag';
import { formatDateTime } from '@/lib/format';
import type { City, ContestView } from '@/lib/rounds/queries';
import { deps } from '@/lib/server/deps';
import { getTallyState, type TallyState } from '@/lib/tally/queries';
import { CeremonyPanel } from './ceremony-panel';
import {
  addTrusteeAction,
  inviteTrusteeAction,
  remindTrusteeAction,
  removeTrusteeAction,
  setThresholdAction,
} from './trustee-actions';

type Trustee = ContestView['trustees'][number];
type Props = { contest: ContestView; city: City };

/** Who opens the count, how many of them are needed, and how far their keys have come. */
export async function TrusteesSection({ contest, city }: Props) {
  const t = await getTranslations('Admin.contest');
  const state = await getTallyState(deps(), contest.id);
  const isDraft = contest.status === 'draft';
  const { trustees } = contest;
  return (
    <section className="stack" aria-labelledby="trustees">
      <h2 id="trustees">{t('trustees')}</h2>
      <p className="muted">{t('trusteesLead')}</p>
      {state && <Needed state={state} />}
      {trustees.length === 0 ? (
        <p>{t('noTrustees')}</p>
      ) : (
        <RowList label={t('trustees')}>
          {trustees.map((trustee) => (
            <TrusteeRow key={trustee.id} trustee={trustee} state={state} timeZone={city.timeZone} />
          ))}
        </RowList>
      )}
      {isDraft && (
        <>
          <Disclosure summary={t('addTrustee')} open={trustees.length === 0}>
            {state?.ceremony && <Note tone="warn" title={t('changeEndsCeremony')} />}
            <TrusteeForm action={addTrusteeAction.bind(null, contest.id)} />
          </Disclosure>
          <Disclosure summary={t('chooseThreshold')}>
            {state?.ceremony && <Note tone="warn" title={t('changeEndsCeremony')} />}
            <ThresholdForm
              action={setThresholdAction.bind(null, contest.id)}
              threshold={state?.threshold ?? null}
              trustees={trustees.length}
            />
          </Disclosure>
        </>
      )}
      {isDraft && state?.threshold != null && <CeremonyPanel contest={contest} city={city} state={state} />}
    </section>
  );
}

/** How many are needed, in words, and what speaks against the choice. */
async function Needed({ state }: { state: TallyState }) {
  const t = await getTranslations('Admin.contest');
  const { threshold, trustees } = state;
  const count = trustees.length;
  if (threshold === null) return <p>{t('needAll', { count })}</p>;
  const isEarly = count < threshold;
  return (
    <>
      <p>{t('needSome', { threshold, count })}</p>
      {!isEarly && threshold === count && <Note tone="warn" title={t('warnAll')} />}
      {!isEarly && 2 * threshold <= count && <Note tone="warn" title={t('warnMinority', { threshold, count })} />}
    </>
  );
}

async function TrusteeRow(props: { trustee: Trustee; state: TallyState | null; timeZone: string }) {
  const { trustee, state, timeZone } = props;
  const { name, user, owner, keyAt } = trustee;
  const t = await getTranslations('Admin.contest');
  const locale = await getLocale();
  const hasKey = state?.trustees.some((each) => each.owner === owner && each.hasKey) ?? false;
  const isDraft = state?.status === 'draft';
  const isTurn = state?.next.owners.includes(owner) ?? false;
  const isStepDone = isDraft && !isTurn && isAtWork(state);
  const isDueSince = isDraft && isTurn && state?.ceremony ? state.ceremony.since : null;
  const when = (at: Date) => formatDateTime(at, { locale, timeZone });
  return (
    <RowItem
      picture={<RowBadge icon="key" {...(hasKey ? { tone: 'ok' } : {})} />}
      title={`${owner}. ${name}`}
      aside={<TrusteeActs trustee={trustee} state={state} hasKey={hasKey} isTurn={isTurn} />}
    >
      <div className="cluster small muted">
        <bdi>{user.email}</bdi>
        {isDueSince ? (
          <Tag tone="warn" icon="clock">
            {t('turnSince', { when: when(isDueSince) })}
          </Tag>
        ) : isStepDone ? (
          <Tag tone="ok" icon="tick">
            {t('stepDone')}
          </Tag>
        ) : (
          <Tag tone={hasKey ? 'ok' : 'warn'} icon={hasKey ? 'tick' : 'clock'}>
            {hasKey && keyAt ? `${t('hasKey')} ${t('keyAt', { when: when(keyAt) })}` : t(hasKey ? 'hasKey' : 'noKey')}
          </Tag>
        )}
      </div>
    </RowItem>
  );
}

/** Whether a key ceremony waits for somebody. */
const isAtWork = (state: TallyState | null) => (state?.ceremony?.turn.waitingFor.length ?? 0) > 0;

interface ActsProps {
  trustee: Trustee;
  state: TallyState | null;
  hasKey: boolean;
  isTurn: boolean;
}

async function TrusteeActs({ trustee, state, hasKey, isTurn }: ActsProps) {
  const { id, name } = trustee;
  const t = await getTranslations('Admin.contest');
  const isDraft = state?.status === 'draft';
  const isReminded = isTurn && (state?.status === 'closed' || Boolean(state?.ceremony));
  return (
    <div className="cluster">
      {isDraft && !hasKey && !isReminded && !isAtWork(state) && (
        <ActButton
          action={inviteTrusteeAction.bind(null, id)}
          look="line"
          size="small"
          label={t('invite')}
          pending={t('inviting')}
          doneWords={t('trusteeAdded')}
        />
      )}
      {isReminded && (
        <ActButton
          action={remindTrusteeAction.bind(null, id)}
          look="line"
          size="small"
          label={t('remind')}
          fullLabel={t('remindTrustee', { name })}
          pending={t('inviting')}
          doneWords={t('reminded')}
        />
      )}
      {isDraft && !state.ceremony && (
        <ActButton
          action={removeTrusteeAction.bind(null, id)}
          look="quiet"
          size="small"
          label={t('remove')}
          fullLabel={t('removeTrustee', { name })}
          pending={t('removing')}
        />
      )}
      {isDraft && state.ceremony && <RemoveAndEnd id={id} name={name} />}
    </div>
  );
}

/** During a ceremony, and after it, removing somebody costs everybody their key: it asks first. */
async function RemoveAndEnd({ id, name }: { id: string; name: string }) {
  const t = await getTranslations('Admin.contest');
  const label = t('removeTrustee', { name });
  return (
    <Dialog
      trigger={{ look: 'quiet', size: 'small', label }}
      title={t('removeTitle', { name })}
      cancel={t('removeKeep', { name })}
      action={
        <ActButton action={removeTrusteeAction.bind(null, id)} look="bad" label={label} pending={t('removing')} />
      }
    >
      <p>{t('removeBody')}</p>
    </Dialog>
  );
}
