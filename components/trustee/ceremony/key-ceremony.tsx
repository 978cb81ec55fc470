'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Note } from '@/components/ui/note';
import type { CeremonyStep } from '@/lib/protocol/ceremony/types';
import { KeepLooking } from '../keep-looking';
import type { KeyLabel } from '../key-label';
import { KeySourceForm } from '../key-source-form';
import { CompareStep } from './compare-step';
import { DeviceStep } from './device-step';
import { FailureNote } from './failure-note';
import { KeepShare } from './keep-share';
import { MakeSecret } from './make-secret';
import { useCeremony } from './use-ceremony';

export interface KeyCeremonyProps {
  /** Id of the contest. */
  contest: string;
  label: KeyLabel;
  /** Names of all trustees, in the order of their numbers. */
  names: readonly string[];
  step: CeremonyStep | 'done';
  /** Numbers of those whom the step waits for. */
  waitingFor: readonly number[];
}

/** While others may answer at any moment, the page looks often. */
const LOOK_EVERY_MS = 4_000;

/**
 * A trustee's part in the key ceremony. What needs a person is asked: a passphrase, the comparison, the confirmation.
 * The rest the device does by itself, once its secret is unlocked and for as long as the page is open.
 */
export function KeyCeremony({ contest, label, names, step, waitingFor }: KeyCeremonyProps) {
  const t = useTranslations('Trustee.ceremony');
  const share = useTranslations('Trustee.share');
  const list = useFormatter();
  const work = useCeremony(contest);
  const { isUnlocked, busy, failure, order } = work;
  const isMine = waitingFor.includes(label.owner);
  const others = waitingFor.filter((owner) => owner !== label.owner).map((owner) => names[owner - 1] ?? '');
  if (step === 'done') {
    return (
      <section className="stack" aria-labelledby="opening-key">
        <h2 className="display h-mid" id="opening-key">
          {share('title')}
        </h2>
        <p>{share('lead')}</p>
        <KeepShare work={work} label={label} names={names} />
        <KeepLooking />
      </section>
    );
  }
  if (isMine && step === 'certificate') {
    return (
      <>
        <FailureNote failure={failure} names={names} />
        <MakeSecret work={work} label={label} />
      </>
    );
  }
  if (isMine && !isUnlocked) {
    return (
      <section className="stack">
        <FailureNote failure={failure} names={names} />
        <p>{t('unlockLead')}</p>
        <KeySourceForm
          submit={busy ? t('unlocking') : t('unlock')}
          onChosen={(source) => void order({ kind: 'unlock', source })}
        />
      </section>
    );
  }
  return (
    <section className="stack">
      <FailureNote failure={failure} names={names} />
      {isMine && (step === 'commitment' || step === 'confirmation') && (
        <CompareStep key={step} step={step} work={work} names={names} owner={label.owner} />
      )}
      {isMine && (step === 'dealing' || step === 'key') && <DeviceStep key={step} step={step} work={work} />}
      {!isMine && (
        <Note title={t('waiting', { names: list.list(others) })}>{t(isUnlocked ? 'stayOpen' : 'mayClose')}</Note>
      )}
      <KeepLooking everyMs={LOOK_EVERY_MS} />
    </section>
  );
}
