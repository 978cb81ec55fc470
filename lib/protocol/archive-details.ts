/** What a check that holds says in the report, in plain words: the same for checks made one by one and in a batch. */
import type { ArchiveCheck, ArchiveFacts } from './archive-report';

export const DETAILS = {
  setup: ({ trustees, voters }) => `${trustees} trustees, ${voters} credentials`,
  ballots: ({ ballots, counted }) => `${ballots} ballots, ${ballots - counted} of them replaced by a later one`,
  tally: ({ counted }) => `${counted} ciphertexts`,
  shuffles: ({ mixers }) => `${mixers.length} shuffles by ${new Set(mixers).size} mixers`,
  decryptions: ({ decryptions }) => `${decryptions.length} partial decryptions`,
  sidecars: ({ decryptions }) => `${decryptions.length} strong decryption proofs`,
  result: ({ payloads }) => `${payloads.length} payloads`,
  plaintexts: ({ markedPlaintexts: marked }) =>
    marked.length === 0 ? 'none is marked' : `marked by their makers: ${marked.join(', ')} (counting from 0)`,
} as const satisfies Partial<Record<ArchiveCheck, (facts: ArchiveFacts) => string>>;

export type BatchedCheck = keyof typeof DETAILS;
