import { electionKeys } from '@/lib/protocol/election';
import { mix } from '@/lib/protocol/mixing';
import { encryptedTally, sortPointTexts } from '@/lib/protocol/tally';
import { fixedScalars } from '@/lib/protocol/testing/fixed-scalars';
import { world } from './world';

export async function mixingVectors(): Promise<object> {
  const { psi, rho, r, rHats, w, wHats, wPrimes } = world.firstShuffle;
  const { tally, sized, ciphertexts } = encryptedTally(world.ballots);
  // What a mixer draws to come to the permutation 1, 0, 2.
  const random = fixedScalars([...rho, ...r, ...rHats, ...w, ...wHats, ...wPrimes], [2, 0]);
  const election = electionKeys(world.election);
  return {
    about: 'Chapter 11. Four ballots of three credentials, the tally, and a shuffle of it with all that was drawn.',
    election: world.election,
    ballots: world.ballots,
    tally,
    sized,
    sortedPoints: sortPointTexts(ciphertexts.flatMap(({ alpha, beta }) => [alpha, beta])),
    drawn: { psi, rho, r, rHats, w, wHats, wPrimes },
    shuffle: await mix({ election, input: ciphertexts, random }),
  };
}
