import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { deriveRegistrationKey, generateCode } from '@/lib/protocol/registration';

/** Staff of the demo. They sign in by a link that lands in the on-screen outbox. */
export const ADMINISTRATOR = { name: 'Ana Prado', email: 'ana.prado@vilaclara.example' };
export const TRUSTEES = [
  { name: 'Helena Reis', email: 'helena.reis@vilaclara.example' },
  { name: 'Jorge Lima', email: 'jorge.lima@vilaclara.example' },
];
/** With the two above, of the contest that any two of three open. */
export const THIRD_TRUSTEE = { name: 'Nádia Farias', email: 'nadia.farias@vilaclara.example' };

/** `email`: as the roll has it, where people sign in by e-mail. */
export type DemoVoter = { externalId: string; code: string; email?: string };

/**
 * The voting codes of a demo round. They are always the same, so that the demo can print them: a real round's codes
 * are drawn in the registrar's browser and reach no server.
 */
export const demoVoters = (roundSlug: string, count: number): DemoVoter[] =>
  Array.from({ length: count }, (_, index) => ({
    externalId: `demo-${roundSlug}-${String(index + 1).padStart(3, '0')}`,
    code: generateCode(seededRandom(`demo code ${roundSlug} ${index}`)),
  }));

export const registrationKey = (roundId: string, code: string) => deriveRegistrationKey(roundId, code);
