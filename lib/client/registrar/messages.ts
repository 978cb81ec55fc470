import type { MadeCode } from '@/lib/protocol/make-codes';

export type CodesReport = { kind: 'made'; codes: MadeCode[] } | { kind: 'done' } | { kind: 'failed'; detail: string };
