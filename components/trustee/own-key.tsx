'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { FileField } from '@/components/ui/file-field';
import { Note } from '@/components/ui/note';
import { Tracker } from '@/components/ui/tracker';
import type { OwnKeyFinding } from '@/lib/client/trustee/own-key';
import { notedOwnKey, ownShelf } from '@/lib/client/trustee/own-key-mark';
import { type KeyInClear, MOST_KEY_FILE_BYTES, readKeyInClear } from '@/lib/protocol/key-file';
import { JobOutcome } from './job-outcome';

export interface OwnKeyProps {
  /** Id of the contest. */
  contest: string;
  /** The reader's number among the trustees. */
  owner: number;
}

/** `null` while nothing was looked at yet. */
type Seen = { from: 'device' | 'file'; finding: OwnKeyFinding | 'looking' } | null;

/**
 * While people vote: whether the public rules name the reader's own key. It looks by itself on the device on which the key
 * was made; elsewhere the key file tells which key it is, without its passphrase and without leaving the device.
 */
export function OwnKey({ contest, owner }: OwnKeyProps) {
  const t = useTranslations('Trustee.ownKey');
  const [seen, setSeen] = useState<Seen>(null);
  const look = async (from: 'device' | 'file', key: KeyInClear) => {
    setSeen({ from, finding: 'looking' });
    // The cryptography is loaded when it is needed, not with the page.
    const { checkOwnKey } = await import('@/lib/client/trustee/own-key');
    setSeen({ from, finding: await checkOwnKey((...request) => fetch(...request), contest, key) });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a contest, and not whenever the page is drawn.
  useEffect(() => {
    const noted = notedOwnKey(ownShelf(), contest);
    if (noted) void look('device', noted);
  }, [contest]);
  const choose = async (file: File | undefined) => {
    if (!file) return setSeen(null);
    const read = readKeyInClear(file.size > MOST_KEY_FILE_BYTES ? '' : await file.text());
    if (read.ok) return look('file', read.key);
    setSeen({ from: 'file', finding: { state: 'failed', code: read.code, detail: file.name } });
  };
  return (
    <section className="stack needs-script" aria-labelledby="own-key">
      <h2 className="display h-mid" id="own-key">
        {t('title')}
      </h2>
      <p>{t('lead')}</p>
      {seen && <Finding {...seen} owner={owner} />}
      <FileField
        label={t('file')}
        name="own-key-file"
        hint={t('fileHint')}
        accept=".json,application/json"
        onChange={(event) => void choose(event.target.files?.[0])}
      />
    </section>
  );
}

function Finding({ from, finding, owner }: NonNullable<Seen> & Pick<OwnKeyProps, 'owner'>) {
  const t = useTranslations('Trustee');
  if (finding === 'looking') return <Note live title={t('ownKey.looking')} />;
  if (finding.state === 'failed') return <JobOutcome state={{ ...finding, phase: 'failed' }} />;
  if (finding.state === 'unsound') {
    return (
      <Note live tone="bad" title={t('ownKey.unsoundTitle')}>
        {t('ownKey.unsound')}
      </Note>
    );
  }
  return (
    <>
      {finding.state === 'not_named' ? (
        <Note live tone="bad" title={t('ownKey.notNamedTitle')}>
          {t(from === 'device' ? 'ownKey.notNamedDevice' : 'ownKey.notNamedFile')}
        </Note>
      ) : finding.owner === owner ? (
        <Note live tone="ok" title={t('ownKey.namedTitle', { name: finding.name })}>
          {t(from === 'device' ? 'ownKey.namedDevice' : 'ownKey.namedFile')}
        </Note>
      ) : (
        <Note live tone="bad" title={t('ownKey.otherTitle', { name: finding.name })}>
          {t('ownKey.other')}
        </Note>
      )}
      <Disclosure summary={t('ownKey.details')}>
        {finding.publicKey && <Tracker label={t('ownKey.key')} value={finding.publicKey} size="small" />}
        <Tracker label={t('ownKey.election')} value={finding.fingerprint} size="small" />
        <p>{t('ownKey.compare')}</p>
      </Disclosure>
    </>
  );
}
