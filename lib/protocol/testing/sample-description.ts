import type { PublicDescription } from '../description';

const HEX = '0123456789abcdef'.repeat(4);

/** A sound description of a small approval contest; replace what a test needs otherwise. */
export function sampleDescription(changes: Partial<PublicDescription> = {}): PublicDescription {
  return {
    version: 1,
    city: 'Vila Clara',
    round: { id: 'round-2027', name: 'Participatory budget 2027' },
    contest: { id: 'contest-north', name: 'Green North' },
    currency: { code: 'EUR', exponent: 2 },
    budgetMinor: 100_000_00n,
    projects: [
      { id: 'P1', title: 'Trees for the station square', costMinor: 60_000_00n },
      { id: 'P2', title: 'A bench at every bus stop', costMinor: 40_000_00n },
      { id: 'P3', title: 'Drinking fountains', costMinor: 30_000_00n },
      { id: 'P4', title: 'Rain garden, Rua do Poço', costMinor: 25_000_00n },
      { id: 'P5', title: 'Community garden', costMinor: 15_000_00n },
    ],
    ballot: { form: 'approval', min: 1, max: 3 },
    counting: { rule: 'greedy_votes', parameters: {}, ties: 'default' },
    thresholds: [],
    tieSeedCommitment: HEX,
    roll: { size: 12, root: HEX },
    entitlement: 'codes',
    trustees: [
      { name: 'First trustee', publicKey: 'a'.repeat(64) },
      { name: 'Second trustee', publicKey: 'b'.repeat(64) },
    ],
    mixers: [
      { owner: 1, name: 'First trustee', kind: 'trustee' },
      { owner: 2, name: 'Second trustee', kind: 'trustee' },
    ],
    boardKey: HEX,
    opensAt: '2027-03-01T08:00Z',
    closesAt: '2027-03-15T20:00Z',
    ...changes,
  };
}
