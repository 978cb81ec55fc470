'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { Button, LinkButton } from '@/components/ui/button';
import { FileField } from '@/components/ui/file-field';
import { Note } from '@/components/ui/note';
import { Progress } from '@/components/ui/progress';
import { useRouter } from '@/i18n/navigation';
import type { CheckedKeys } from '@/lib/client/registrar/check-keys';
import { formatCount } from '@/lib/format';
import { KeyFaults } from './key-faults';
import { KeysPreview } from './keys-preview';
import { type KeysWork, useKeysFile } from './use-keys-file';
import { useLeaveWarning } from './use-leave-warning';

export interface KeysFileFormProps {
  roundId: string;
  roundHref: string;
  /** How many people have no code yet. */
  missing: number;
}

/** Hands in public keys that were made on another machine: choose the file, look at what it holds, hand in. */
export function KeysFileForm({ roundId, roundHref, missing }: KeysFileFormProps) {
  const t = useTranslations('Admin');
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const { work, isUnfinished, read, check, send, forget } = useKeysFile(roundId);
  useLeaveWarning(work.step === 'sending', t('keysFile.leave'));

  async function look(event: FormEvent) {
    event.preventDefault();
    const file = input.current?.files?.[0];
    setMissing(!file);
    if (file) await read(file);
  }
  async function handIn(found: CheckedKeys) {
    await send(found);
    router.refresh();
  }
  const isBusy = work.step === 'checking' || work.step === 'sending';
  const isLater = isBusy || work.step === 'checked' || work.step === 'interrupted' || work.step === 'done';
  return (
    <div className="stack-loose">
      {isUnfinished && work.step === 'rest' && (
        <Note tone="warn" title={t('keysFile.unfinishedTitle')}>
          {t('keysFile.unfinishedBody')}
        </Note>
      )}
      <form onSubmit={look} className="stack needs-script">
        <FileField
          ref={input}
          name="keys"
          accept=".json,application/json"
          label={t('keysFile.file')}
          hint={t('keysFile.fileHint')}
          {...(isMissing && { error: t('mistakes.no_file') })}
          disabled={isBusy}
          onChange={forget}
        />
        <div className="actions cluster">
          <Button
            type="submit"
            look={isLater ? 'line' : 'spark'}
            pending={isBusy}
            pendingLabel={t(work.step === 'sending' ? 'codes.uploading' : 'keysFile.looking')}
          >
            {t('keysFile.look')}
          </Button>
        </div>
      </form>
      <Outcome work={work} missing={missing} roundHref={roundHref} check={check} handIn={handIn} />
    </div>
  );
}

interface OutcomeProps {
  work: KeysWork;
  missing: number;
  roundHref: string;
  check: ReturnType<typeof useKeysFile>['check'];
  handIn: (found: CheckedKeys) => void;
}

function Outcome({ work, missing, roundHref, check, handIn }: OutcomeProps) {
  const t = useTranslations('Admin');
  switch (work.step) {
    case 'rest':
      return null;
    case 'refused':
      return (
        <Note tone="bad" live title={t('keysFile.refusedTitle')}>
          {t(`keysFile.refused.${work.fault}`)}
        </Note>
      );
    case 'checking':
      return <Count label={t('keysFile.checking')} done={work.done} total={work.total} />;
    case 'unchecked':
      return (
        <Broken title={t('keysFile.uncheckedTitle')} again={() => check(work.rows)} action={t('keysFile.lookAgain')}>
          {t(`mistakes.${work.code}`)}
        </Broken>
      );
    case 'checked':
      return <KeysPreview found={work.found} missing={missing} handIn={() => handIn(work.found)} />;
    case 'sending':
      return <Count label={t('codes.uploading')} done={work.done} total={work.found.fresh.length} />;
    case 'interrupted':
      return (
        <Broken title={t('codes.uploadFailedTitle')} again={() => handIn(work.found)} action={t('codes.retry')}>
          {t(work.code === 'offline' ? 'codes.offline' : `mistakes.${work.code}`)}
        </Broken>
      );
    case 'done':
      return <Done found={work.found} refused={work.refused} roundHref={roundHref} />;
  }
}

function Count({ label, done, total }: { label: string; done: number; total: number }) {
  const t = useTranslations('Admin.codes');
  const locale = useLocale();
  const count = t('of', { done: formatCount(done, locale), total: formatCount(total, locale) });
  return <Progress label={label} done={done} total={total} count={count} />;
}

function Broken(props: { title: string; again: () => void; action: string; children: string }) {
  const { title, again, action, children } = props;
  return (
    <div className="stack">
      <Note tone="bad" live title={title}>
        {children}
      </Note>
      <div className="actions cluster">
        <Button look="spark" onClick={again}>
          {action}
        </Button>
      </div>
    </div>
  );
}

function Done({ found, refused, roundHref }: { found: CheckedKeys; refused: number; roundHref: string }) {
  const t = useTranslations('Admin');
  return (
    <div className="stack">
      <Note tone="ok" live title={t('codes.doneTitle', { count: found.fresh.length - refused })}>
        {t('keysFile.doneBody')}
      </Note>
      {refused > 0 && (
        <Note tone="warn" live title={t('codes.refusedTitle', { count: refused })}>
          {t('keysFile.refusedBody')}
        </Note>
      )}
      <p>
        <LinkButton look="brand" href={roundHref}>
          {t('codes.toRound')}
        </LinkButton>
      </p>
      <KeyFaults faults={found.faults} />
    </div>
  );
}
