import type { SignedHead } from '@/lib/protocol/board';
import {
  type Cosignature,
  cosignaturesText,
  isForHead,
  parseCosignature,
  verifyCosignature,
} from '@/lib/protocol/witness';
import { err, ok, type Result } from '@/lib/result';
import type { RunningElection } from './elections';
import { headColumns } from './log-tree';
import type { BoardDeps, BoardTx } from './side';

export type CosignatureError =
  | { code: 'cosignature_refused' }
  | { code: 'unknown_witness' }
  | { code: 'unknown_tree_size' }
  | { code: 'cosignature_of_another_head' };

/** Takes a witness's word for a head of ours. Idempotent; the first of a witness for a head stays. */
export async function addCosignature(
  deps: Pick<BoardDeps, 'db' | 'witnesses'>,
  election: Pick<RunningElection, 'id' | 'fingerprint'>,
  text: string,
): Promise<Result<null, CosignatureError>> {
  const cosignature = parseCosignature(text);
  if (!cosignature) return err({ code: 'cosignature_refused' });
  const { size, witness, signature } = cosignature;
  if (!deps.witnesses.some(({ publicKey }) => publicKey === witness)) return err({ code: 'unknown_witness' });
  if (!verifyCosignature(cosignature)) return err({ code: 'cosignature_refused' });
  const electionId = election.id;
  const head = await deps.db.head.findUnique({ where: { electionId_size: { electionId, size } }, select: headColumns });
  if (!head) return err({ code: 'unknown_tree_size' });
  // Genuine, and not of a head that we signed: somebody holds our key, or the witness was shown another log.
  const isOurs = isForHead(cosignature, { ...head, electionFingerprint: election.fingerprint });
  if (!isOurs) return err({ code: 'cosignature_of_another_head' });
  await deps.db.cosignature.createMany({ data: { electionId, size, witness, signature }, skipDuplicates: true });
  return ok(null);
}

/** The co-signatures of one head by witnesses whom the city still names. */
export async function listCosignatures(
  deps: Pick<BoardDeps, 'db' | 'witnesses'>,
  electionId: string,
  head: SignedHead,
): Promise<Cosignature[]> {
  const { size, root, batch, electionFingerprint } = head;
  const rows = await deps.db.cosignature.findMany({
    where: { electionId, size, witness: { in: deps.witnesses.map(({ publicKey }) => publicKey) } },
    orderBy: { witness: 'asc' },
    select: { witness: true, signature: true },
  });
  return rows.map((row) => ({ size, root, batch, electionFingerprint, ...row }));
}

/** The bundle's file of all that was co-signed up to now; null where nothing was. */
export async function readCosignaturesFile(
  { db, witnesses }: { db: BoardTx } & Pick<BoardDeps, 'witnesses'>,
  { id: electionId, fingerprint: electionFingerprint }: Pick<RunningElection, 'id' | 'fingerprint'>,
): Promise<string | null> {
  const rows = await db.cosignature.findMany({
    where: { electionId, witness: { in: witnesses.map(({ publicKey }) => publicKey) } },
    select: { size: true, witness: true, signature: true, head: { select: { root: true, batch: true } } },
  });
  if (rows.length === 0) return null;
  const cosignatures = rows.map(({ head, ...row }) => ({ ...row, ...head, electionFingerprint }));
  return cosignaturesText(witnesses, cosignatures);
}
