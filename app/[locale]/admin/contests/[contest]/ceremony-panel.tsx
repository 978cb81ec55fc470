import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { ActButton } from '@/components/admin/act-button';
import { Dialog } from '@/components/ui/dialog';
import { Note } from '@/components/ui/note';
import { type Step, Steps } from '@/components/ui/steps';
import { formatDateTime } from '@/lib/format';
import { CEREMONY_STEPS, stepNumber } from '@/lib/protocol/ceremony/types';
import type { City, ContestView } from '@/lib/rounds/queries';
import { deps } from '@/lib/server/deps';
import { getRefusedMessages } from '@/lib/tally/ceremony/refusals';
import type { TallyState } from '@/lib/tally/queries';
import { startCeremonyAction } from './trustee-actions';

type Props = { contest: ContestView; city: City; state: TallyState };

/** The trustees' joint key: how far it has come, who is awaited, who cheated, and the way to start again. */
export async function CeremonyPanel({ contest, city, state }: Props) {
  const t = await getTranslations('Admin.ceremony');
  const { ceremony, trustees, threshold } = state;
  const isEarly = trustees.length < Math.max(2, threshold ?? 2);
  const start = startCeremonyAction.bind(null, contest.id);
  return (
    <section className="stack" aria-labelledby="ceremony">
      <h3 id="ceremony">{t('title')}</h3>
      {ceremony ? (
        <>
          <Progress state={state} city={city} />
          <Refused contest={contest} state={state} city={city} />
          <div className="cluster actions">
            <Dialog
              trigger={{ look: ceremony.turn.step === 'stopped' ? 'brand' : 'line', label: t('restart') }}
              title={t('restartTitle')}
              cancel={t('keep')}
              action={<ActButton action={start} look="bad" label={t('restart')} pending={t('starting')} />}
            >
              <p>{t('restartBody')}</p>
              <p>{t('restartWho')}</p>
            </Dialog>
          </div>
        </>
      ) : (
        <>
          <p>{t('lead')}</p>
          {isEarly ? (
            <Note title={t('early', { threshold: Math.max(2, threshold ?? 2) })} />
          ) : (
            <ActButton action={start} look="brand" label={t('start')} pending={t('starting')} />
          )}
        </>
      )}
    </section>
  );
}

/** What a trustee has signed that breaks the rules: refused, but worth a call. */
async function Refused({ contest, state, city }: Props) {
  const t = await getTranslations('Admin.ceremony');
  const locale = await getLocale();
  const { ceremony, trustees } = state;
  if (!ceremony) return null;
  const refused = await getRefusedMessages(deps().db, contest.id, ceremony.setup.id);
  return refused.map(({ owner, kind, reason, at }) => {
    const name = trustees.find((each) => each.owner === owner)?.name ?? String(owner);
    const when = formatDateTime(at, { locale, timeZone: city.timeZone });
    const step = t(`steps.${CEREMONY_STEPS[stepNumber(kind)] ?? 'key'}`);
    return (
      <Note key={`${owner} ${at.getTime()}`} tone="warn" title={t('refused', { name })}>
        {t('refusedBody', { name, when, step, reason })}
      </Note>
    );
  });
}

async function Progress({ state, city }: { state: TallyState; city: City }) {
  const t = await getTranslations('Admin.ceremony');
  const list = await getFormatter();
  const locale = await getLocale();
  const { ceremony, trustees } = state;
  if (!ceremony) return null;
  const { turn, since, judgements } = ceremony;
  const nameOf = (owner: number) => trustees.find((each) => each.owner === owner)?.name ?? String(owner);
  if (turn.step === 'stopped') {
    return judgements.map(({ complainer, culprit, dealer, reason }) => (
      <Note key={complainer} tone="bad" title={t('stopped', { name: nameOf(culprit) })}>
        {t(`reasons.${reason}`, { complainer: nameOf(complainer), dealer: nameOf(dealer) })} {t('stoppedNext')}
      </Note>
    ));
  }
  const at = turn.step === 'done' ? CEREMONY_STEPS.length : CEREMONY_STEPS.indexOf(turn.step);
  const names = list.list(turn.waitingFor.map(nameOf));
  const when = formatDateTime(since, { locale, timeZone: city.timeZone });
  const steps = CEREMONY_STEPS.map((step, i): Step => {
    const isNow = i === at;
    return {
      key: step,
      title: t(`steps.${step}`),
      state: i < at ? 'done' : isNow ? 'now' : 'next',
      ...(isNow && { detail: t('waitsFor', { names, when }) }),
    };
  });
  return (
    <>
      {turn.step === 'done' && <Note tone="ok" title={t('done')} />}
      <Steps label={t('title')} steps={steps} doneWord={t('doneWord')} />
    </>
  );
}
