'use client';

import { useEffect, useRef, useState } from 'react';
import { startMaking } from '@/lib/client/registrar/start';
import { type UploadEnd, uploadKeys } from '@/lib/client/registrar/upload';
import type { Entry } from '@/lib/protocol/codes-file';
import type { MadeCode } from '@/lib/protocol/make-codes';
import { recallAttempt, rememberAttempt } from './attempt';

export type UploadFailure = Extract<UploadEnd, { ok: false }>['code'];
export type Work =
  | { step: 'rest' }
  | { step: 'fetching' }
  | { step: 'making'; done: number; total: number }
  | { step: 'failed'; code: 'offline' | 'signed_out' | 'server_error'; detail?: string }
  | { step: 'made' }
  | { step: 'uploading'; done: number; total: number }
  | { step: 'interrupted'; code: UploadFailure }
  | { step: 'done'; refused: string[] };

async function fetchEntries(roundId: string): Promise<Entry[] | 'offline' | 'signed_out' | 'server_error'> {
  try {
    const response = await fetch(`/api/v1/rounds/${roundId}/entries-without-code`, { cache: 'no-store' });
    if (response.ok) return await response.json();
    return response.status === 404 ? 'signed_out' : 'server_error';
  } catch {
    return 'offline';
  }
}

/**
 * The registrar's work: list → codes → public keys handed in. Codes live in this page's memory only; `lost` tells after
 * a reload how far the attempt before had come.
 */
export function useCodes(roundId: string) {
  const [work, setWork] = useState<Work>({ step: 'rest' });
  const [lost, setLost] = useState<'made' | 'uploading' | null>(null);
  const entries = useRef<Entry[]>([]);
  const made = useRef<MadeCode[]>([]);
  const worker = useRef<{ stop: () => void } | null>(null);

  useEffect(() => {
    const attempt = recallAttempt(roundId);
    setLost(attempt === 'file' ? null : attempt);
    return () => worker.current?.stop();
  }, [roundId]);

  async function make() {
    setWork({ step: 'fetching' });
    const list = await fetchEntries(roundId);
    if (typeof list === 'string') return setWork({ step: 'failed', code: list });
    entries.current = list;
    made.current = [];
    setWork({ step: 'making', done: 0, total: list.length });
    worker.current = startMaking({ roundId, ids: list.map(({ id }) => id) }, (report) => {
      if (report.kind === 'failed') return setWork({ step: 'failed', code: 'server_error', detail: report.detail });
      if (report.kind === 'done') {
        setLost(null);
        rememberAttempt(roundId, 'made');
        return setWork({ step: 'made' });
      }
      made.current.push(...report.codes);
      setWork({ step: 'making', done: made.current.length, total: list.length });
    });
  }
  async function upload() {
    const total = made.current.length;
    rememberAttempt(roundId, 'uploading');
    setWork({ step: 'uploading', done: 0, total });
    const end = await uploadKeys(fetch, roundId, made.current, (done) => setWork({ step: 'uploading', done, total }));
    if (!end.ok) return setWork({ step: 'interrupted', code: end.code });
    rememberAttempt(roundId, null);
    setWork({ step: 'done', refused: end.refused });
  }
  return { work, lost, make, upload, entries: entries.current, made: made.current };
}
