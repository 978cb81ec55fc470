'use client';

import { useEffect, useState } from 'react';
import { type CheckedKeys, checkKeys } from '@/lib/client/registrar/check-keys';
import { type HandInFailure, uploadKeys } from '@/lib/client/registrar/upload';
import { type KeyRow, type KeysFileFault, MOST_KEYS_FILE_BYTES, readKeysFile } from '@/lib/protocol/keys-file';
import { recallAttempt, rememberAttempt } from './attempt';

export type KeysWork =
  | { step: 'rest' }
  | { step: 'refused'; fault: KeysFileFault | 'unreadable' }
  | { step: 'checking'; done: number; total: number }
  | { step: 'unchecked'; code: HandInFailure; rows: readonly KeyRow[] }
  | { step: 'checked'; found: CheckedKeys }
  | { step: 'sending'; found: CheckedKeys; done: number }
  | { step: 'interrupted'; found: CheckedKeys; code: HandInFailure }
  | { step: 'done'; found: CheckedKeys; refused: number };

/**
 * From a file of public keys to keys that work: read here, compare with the roll, hand in. Each step may be taken again:
 * what was handed in counts once. `isUnfinished` tells after a reload that a file was being handed in.
 */
export function useKeysFile(roundId: string) {
  const [work, setWork] = useState<KeysWork>({ step: 'rest' });
  const [isUnfinished, setUnfinished] = useState(false);
  useEffect(() => setUnfinished(recallAttempt(roundId) === 'file'), [roundId]);

  async function check(rows: readonly KeyRow[]) {
    setWork({ step: 'checking', done: 0, total: rows.length });
    const end = await checkKeys(fetch, roundId, rows, (done, total) => setWork({ step: 'checking', done, total }));
    setWork(end.ok ? { step: 'checked', found: end.found } : { step: 'unchecked', code: end.code, rows });
  }
  async function read(file: File) {
    const fault = (name: KeysFileFault | 'unreadable') => setWork({ step: 'refused', fault: name });
    if (file.size > MOST_KEYS_FILE_BYTES) return fault('too_large');
    const bytes = await file.arrayBuffer().catch(() => null);
    if (!bytes) return fault('unreadable');
    const content = readKeysFile(new Uint8Array(bytes), roundId);
    if (!content.ok) return fault(content.fault);
    await check(content.rows);
  }
  async function send(found: CheckedKeys) {
    rememberAttempt(roundId, 'file');
    setWork({ step: 'sending', found, done: 0 });
    const end = await uploadKeys(fetch, roundId, found.fresh, (done) => setWork({ step: 'sending', found, done }));
    if (!end.ok) return setWork({ step: 'interrupted', found, code: end.code });
    rememberAttempt(roundId, null);
    setUnfinished(false);
    setWork({ step: 'done', found, refused: end.refused.length });
  }
  return { work, isUnfinished, read, check, send, forget: () => setWork({ step: 'rest' }) };
}
