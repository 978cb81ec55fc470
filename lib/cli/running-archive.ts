/** The archive of an election under way: a `.bel` file, or a folder that holds it with the public description. */
import { descriptionHash, type PublicDescription, parseDescription, trusteeBlocks } from '@/lib/protocol/description';
import type { InputVerdict } from '@/lib/protocol/verify-input';
import { EXIT, Failure } from './failure';
import { readBytes, readEvidence } from './read-bundle';

export interface RunningElection {
  readonly archive: Uint8Array;
  /** Text of the public description, where it is at hand. */
  readonly description: string | undefined;
}

export async function readRunning(path: string, descriptionFile: string | undefined): Promise<RunningElection> {
  const evidence = await readEvidence(path);
  const beside = descriptionFile === undefined ? undefined : readBytes(descriptionFile);
  if (evidence.kind === 'archive') return { archive: evidence.archive, description: decode(beside) };
  const archives = [...evidence.files].filter(([name]) => name.endsWith('.bel'));
  const [only] = archives;
  if (!only || archives.length > 1) throw new Failure(`${path} must hold one .bel archive`, EXIT.usage);
  return { archive: only[1], description: decode(beside ?? evidence.files.get('description.json')) };
}

function decode(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

type Sound = Extract<InputVerdict, { ok: true }>;

/** What was verified, or the end of the command with the check that failed. */
export function requireSound(verdict: InputVerdict): Sound {
  if (verdict.ok) return verdict;
  if (verdict.code === 'too_late') {
    throw new Failure('the archive is sound, but the time for this step has passed', EXIT.badInput);
  }
  const { failure } = verdict.report;
  throw new Failure(
    `the archive does not verify, so nothing was done. ${failure?.check} (${failure?.code}): ${failure?.message}`,
    EXIT.badInput,
  );
}

/** The public description, if it is the one that the election names; null where there is none at hand. */
export function requireDescription({ description }: RunningElection, { election }: Sound): PublicDescription | null {
  if (description === undefined) return null;
  if (descriptionHash(description) !== election.description) {
    throw new Failure('the public description is not the one that the election names', EXIT.badInput);
  }
  const parsed = parseDescription(description);
  if (!parsed.ok) throw new Failure(`the public description cannot be read: ${parsed.reason}`, EXIT.badInput);
  return parsed.description;
}

/** Whether trustees and mixers so far are the ones named in advance. `isOver`: no further mixer may follow. */
export function requireNamed(description: PublicDescription, found: Sound, isOver: boolean): void {
  const named = description.trustees.map(({ publicKey }) => publicKey).join();
  const spell = (blocks: readonly { threshold: number; owners: readonly number[] }[]) =>
    blocks.map(({ threshold, owners }) => `${threshold}/${owners.join()}`).join(';');
  const areTrustees = named === found.trustees.keys.map(({ text }) => text).join();
  if (!areTrustees || spell(trusteeBlocks(description)) !== spell(found.trustees.blocks)) {
    throw new Failure('the archive has other trustees than named in advance', EXIT.badInput);
  }
  const owners = description.mixers.map(({ owner }) => owner);
  const expected = isOver ? owners : owners.slice(0, found.mixers.length);
  if (expected.join() !== found.mixers.join()) {
    throw new Failure(
      `the list was shuffled by ${found.mixers.join(', ')}, but ${owners.join(', ')} were named in advance`,
      EXIT.badInput,
    );
  }
}
