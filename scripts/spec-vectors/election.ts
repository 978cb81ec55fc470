import { canonicalJson, type JsonValue } from '@/lib/protocol/canonical-json';
import { descriptionHash, descriptionText, type PublicDescription, parseDescription } from '@/lib/protocol/description';
import { electionFingerprint, makeElection } from '@/lib/protocol/election';
import { sampleDescription } from '@/lib/protocol/testing/sample-description';
import { world } from './world';

const [first] = sampleDescription().projects;

const INCONSISTENT: [reason: string, change: Partial<PublicDescription>][] = [
  ['two projects have the same id', { projects: [first, first] as PublicDescription['projects'] }],
  ['voting closes before it opens', { closesAt: '2027-03-01T08:00Z' }],
  ['a mixer is called a trustee and is none', { mixers: [mixer(1, 'trustee'), mixer(3, 'trustee')] }],
  ['a mixer is a trustee and is not called one', { mixers: [mixer(1, 'trustee'), mixer(2, 'server')] }],
  ['one mixer', { mixers: [mixer(1, 'trustee')] }],
  ['one mixer twice', { mixers: [mixer(1, 'trustee'), mixer(1, 'trustee')] }],
  ['more approvals than projects', { ballot: { form: 'approval', min: 1, max: 6 } }],
  ['a threshold above one', { thresholds: [{ kind: 'share', numerator: 2, denominator: 1 }] }],
  ['a time that does not exist', { opensAt: '2027-02-30T08:00Z' }],
  ['an identifier with a blank', { round: { id: 'round 1', name: 'Round' } }],
  ['a control character in a title', { city: 'Vila\u001b[2J' }],
];

function mixer(owner: number, kind: 'trustee' | 'server'): PublicDescription['mixers'][number] {
  return { owner, name: `Mixer ${owner}`, kind };
}

export function electionVectors(): object {
  const description = descriptionText(sampleDescription());
  const election = makeElection({
    uuid: 'bB7qufT9UHBQmW',
    name: 'Green North',
    descriptionHash: descriptionHash(description),
    publicKey: (JSON.parse(world.election) as { public_key: string }).public_key,
  });
  return {
    about: 'Chapter 7. A description with its hash, an election that names it, and descriptions that are refused.',
    description: { text: description, hash: descriptionHash(description) },
    election: { text: election, fingerprint: electionFingerprint(election) },
    refused: INCONSISTENT.map(([reason, change]) => {
      const text = canonicalJson({ ...sampleDescription(), ...change } as JsonValue);
      if (parseDescription(text).ok) throw new Error(`accepted: ${reason}`);
      return { reason, text };
    }),
  };
}
