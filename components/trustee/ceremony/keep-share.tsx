'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { KeySource } from '@/lib/client/trustee/unlock';
import { keyFileName } from '@/lib/protocol/key-file';
import type { KeyLabel } from '../key-label';
import { KeySourceForm } from '../key-source-form';
import { PassphraseForm } from '../passphrase-form';
import { RecoverySheet } from '../recovery-sheet';
import { SaveFile } from '../save-file';
import { FailureNote } from './failure-note';
import { type CeremonyAtWork, useCeremony } from './use-ceremony';

type Made = { file: string; sheet: string };

export interface KeepShareProps {
  work: CeremonyAtWork;
  label: KeyLabel;
  names: readonly string[];
}

/**
 * After the ceremony: the trustee's share in a file and on a sheet of its own. The key file alone is not enough for
 * opening: it also takes what the other trustees have dealt, which the server keeps.
 */
export function KeepShare({ work, label, names }: KeepShareProps) {
  const t = useTranslations('Trustee.share');
  const [made, setMade] = useState<Made | null>(null);
  const { isUnlocked, hasPassphrase, busy, failure, order } = work;
  const make = async (passphrase: string | null) => {
    const report = await order({ kind: 'share', passphrase });
    if (report.kind === 'shared') setMade(report);
  };
  const unlock = async (source: KeySource) => {
    const report = await order({ kind: 'unlock', source });
    if (report.kind === 'unlocked' && source.from === 'file') await make(null);
  };
  if (made) return <Keep made={made} label={label} />;
  return (
    <>
      <FailureNote failure={failure} names={names} />
      {!isUnlocked && (
        <>
          <p>{t('unlock')}</p>
          <KeySourceForm submit={t(busy ? 'making' : 'make')} onChosen={(source) => void unlock(source)} />
        </>
      )}
      {isUnlocked && !hasPassphrase && (
        <>
          <p>{t('choose')}</p>
          <PassphraseForm submit={t(busy ? 'making' : 'make')} onChosen={(passphrase) => void make(passphrase)} />
        </>
      )}
      {isUnlocked && hasPassphrase && (
        <div className="cluster actions">
          <Button look="brand" pending={busy === 'share'} pendingLabel={t('making')} onClick={() => void make(null)}>
            {t('make')}
          </Button>
        </div>
      )}
    </>
  );
}

function Keep({ made, label }: { made: Made; label: KeyLabel }) {
  const t = useTranslations('Trustee.share');
  const { contest, slug, owner, name } = label;
  return (
    <>
      <p>{t('save')}</p>
      <SaveFile text={made.file} name={keyFileName(slug, owner, true)} />
      <p>{t('sheet')}</p>
      <div className="cluster actions">
        <RecoverySheet contest={contest} name={name} owner={owner} words={made.sheet} isOpening />
      </div>
    </>
  );
}

/** The same on a page that has not been part of the ceremony. */
export function KeepShareLater({ contest, ...props }: Omit<KeepShareProps, 'work'> & { contest: string }) {
  return <KeepShare work={useCeremony(contest)} {...props} />;
}
