// Every field of every record, changed in every way that fits it.
import type { CheckName, Code } from '../checks';
import { parse } from '../json';
import { writeArchive } from '../make/archive';
import type { MadeArchive } from '../make/election';
import { editRecord, leavesOf, type Place, recordAt, withLeaf } from './edit';
import { type Example, refused } from './negative';
import { changesFor } from './values';

/** What a proper but other value comes to, by the field's way. */
type Meaning = readonly [path: RegExp, code: Code][];

interface Field extends Place {
  readonly name: string;
  readonly check: CheckName;
  readonly meaning: Meaning;
}

const SINGLE: Meaning = [[/pok|public_key/, 'trustee_bad_proof']];
const BLOCK: Meaning = [
  [/verification_keys\[\d\]\.(pok|public_key)/, 'trustee_bad_proof'],
  [/signature|signatures/, 'threshold_bad_signature'],
];

/** The records, with the check that looks at each. */
const FIELDS: readonly Field[] = [
  { name: 'election', type: 'Setup', check: 'setup', meaning: [[/public_key/, 'election_key_mismatch']] },
  { name: 'trustees', type: 'Setup', record: 1, check: 'setup', meaning: [...BLOCK, ...SINGLE] },
  {
    name: 'ballot',
    type: 'Ballot',
    event: 1,
    check: 'ballots',
    meaning: [
      [/signature\.proof/, 'ballot_bad_signature'],
      [/./, 'ballot_bad_hash'],
    ],
  },
  { name: 'shuffle', type: 'Shuffle', check: 'shuffles', meaning: [[/./, 'shuffle_bad_proof']] },
  { name: 'last-shuffle', type: 'Shuffle', event: 1, check: 'shuffles', meaning: [[/./, 'shuffle_bad_proof']] },
  { name: 'decryption', type: 'PartialDecryption', check: 'decryptions', meaning: [[/./, 'decryption_bad_proof']] },
];

/** Points and scalars inside signed messages are left alone here: any change of those breaks the signature. */
const isOwn = (text: string): boolean => parse(text) === undefined || /^[0-9]+$/.test(text);

/** Archives that differ from an honest one in one field. */
export function* tamperedArchives({ events }: MadeArchive, only?: string): Generator<Example> {
  for (const field of FIELDS.filter(({ name }) => only === undefined || name === only)) {
    const record = recordAt(events, field);
    for (const { path, text } of leavesOf(JSON.parse(record)).filter((leaf) => isOwn(leaf.text))) {
      for (const change of changesFor(text)) {
        const changed = change.apply(text);
        const code = change.code ?? field.meaning.find(([pattern]) => pattern.test(path))?.[1];
        if (changed === null || changed === text || code === undefined) continue;
        const edited = editRecord(events, field, () => withLeaf(record, path, changed));
        const name = `tampered-${field.name}-${path}-${change.name}`;
        yield { name, file: writeArchive(edited), verdict: refused(field.check, code) };
      }
    }
  }
}

/** Side-cars that differ from honest ones in one field. */
export function* tamperedSideCars({ events, sideCars }: MadeArchive): Generator<Example> {
  const file = writeArchive(events);
  for (const { path, text } of leavesOf(JSON.parse(sideCars))) {
    for (const change of changesFor(text)) {
      const changed = change.apply(text);
      if (changed === null) continue;
      const verdict = refused('sidecars', change.code ?? 'sidecar_bad_proof');
      yield {
        name: `tampered-side-car-${path}-${change.name}`,
        file,
        sideCars: withLeaf(sideCars, path, changed),
        verdict,
      };
    }
  }
}
