import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Note } from '@/components/ui/note';
import { type Step, Steps } from '@/components/ui/steps';
import { Tracker } from '@/components/ui/tracker';
import { formatDateTime } from '@/lib/format';
import { CEREMONY_STEPS, type CeremonyStep } from '@/lib/protocol/ceremony/types';
import type { Ceremony } from '@/lib/tally/ceremonies';
import { KeepLooking } from '../keep-looking';
import { labelOf } from '../key-label';
import { NeedsScript } from '../needs-script';
import { Head } from '../stage-head';
import { JudgedHere } from './judged-here';
import { KeyCeremony } from './key-ceremony';

/** The trustees make one key together: where they are, and the reader's part in it. */
export function CeremonyStage({ ceremony }: { ceremony: Ceremony }) {
  const t = useTranslations('Trustee.ceremony');
  const { state, contest, owner } = ceremony;
  const { threshold, trustees } = state;
  const lead = t('lead', { threshold: threshold ?? 0, count: trustees.length });
  const running = state.ceremony;
  if (!running) {
    return (
      <>
        <Head ceremony={ceremony} title={t('notYetTitle')} lead={lead} />
        <Note title={t('notYet')} />
        <KeepLooking />
      </>
    );
  }
  const { step, waitingFor } = running.turn;
  if (step === 'stopped') return <CeremonyStopped ceremony={ceremony} />;
  const names = trustees.map(({ name }) => name);
  const label = labelOf(ceremony);
  // One shape for all steps: the device's part keeps its unlocked secret from one to the next.
  return (
    <>
      {step === 'done' ? (
        <Done ceremony={ceremony} />
      ) : (
        <Head ceremony={ceremony} title={t(waitingFor.includes(owner) ? `titles.${step}` : 'waitTitle')} lead={lead} />
      )}
      {running.isAgain && step === 'certificate' && <Note tone="warn" title={t('restarted')} />}
      <NeedsScript />
      <KeyCeremony
        key={running.setup.id}
        contest={contest.id}
        label={label}
        names={names}
        step={step}
        waitingFor={waitingFor}
      />
      {step !== 'done' && <TheSteps now={step} />}
    </>
  );
}

/** The five steps, each with its reason. */
function TheSteps({ now }: { now: CeremonyStep }) {
  const t = useTranslations('Trustee.ceremony');
  const at = CEREMONY_STEPS.indexOf(now);
  const steps = CEREMONY_STEPS.map(
    (step, i): Step => ({
      key: step,
      title: t(`steps.${step}`),
      detail: t(`why.${step}`),
      state: i < at ? 'done' : i === at ? 'now' : 'next',
    }),
  );
  return (
    <section className="stack pt-6" aria-labelledby="five-steps">
      <h2 className="display h-mid" id="five-steps">
        {t('stepsTitle')}
      </h2>
      <Steps label={t('stepsTitle')} steps={steps} doneWord={t('doneWord')} />
    </section>
  );
}

function Done({ ceremony }: { ceremony: Ceremony }) {
  const t = useTranslations('Trustee');
  const locale = useLocale();
  const { contest, key, state } = ceremony;
  const date = key?.at ? formatDateTime(key.at, { locale, timeZone: contest.timeZone }) : '';
  const { threshold, trustees } = state;
  return (
    <>
      <Head ceremony={ceremony} title={t('ceremony.doneTitle')} lead={t('ceremony.doneLead', { date })} />
      <Note tone="ok" title={t('ceremony.doneNote', { threshold: threshold ?? 0, count: trustees.length })}>
        {t('ceremony.keep')}
      </Note>
      {key && <Tracker label={t('ceremony.publicShare')} value={key.publicKey} size="small" />}
    </>
  );
}

function CeremonyStopped({ ceremony }: { ceremony: Ceremony }) {
  const t = useTranslations('Trustee.ceremony');
  const list = useFormatter();
  const { contest, owner, state } = ceremony;
  const { trustees, ceremony: running } = state;
  const nameOf = (owner: number) => trustees.find((each) => each.owner === owner)?.name ?? '';
  const judgements = running?.judgements ?? [];
  const culprits = [...new Set(judgements.map(({ culprit }) => culprit))];
  const named = list.list(culprits.map(nameOf));
  return (
    <>
      <Head ceremony={ceremony} title={t('stoppedTitle')} lead={t('stoppedLead', { names: named })} />
      {judgements.map(({ complainer, dealer, reason }) => (
        <Note
          key={complainer}
          tone="bad"
          title={t(`reasons.${reason}`, { complainer: nameOf(complainer), dealer: nameOf(dealer) })}
        />
      ))}
      <JudgedHere
        key={running?.setup.id}
        contest={contest.id}
        names={trustees.map(({ name }) => name)}
        culprits={culprits}
      />
      {culprits.includes(owner) && (
        <Note tone="warn" title={t('stoppedYou')}>
          {t('stoppedYouBody')}
        </Note>
      )}
      <p>{t('stoppedNext')}</p>
      <KeepLooking />
    </>
  );
}
