import { archiveVectors } from './archive';
import { ballotVectors } from './ballots';
import { boardVectors } from './board';
import { bundleVectors } from './bundle';
import { ceremonyVectors } from './ceremony';
import { countingVectors } from './counting';
import { electionVectors } from './election';
import { hintVectors } from './hints';
import { jsonVectors } from './json';
import { keyVectors } from './keys';
import { mixingVectors } from './mixing';
import { openingVectors } from './opening';
import { payloadVectors } from './payload';
import { pointVectors } from './points';
import { proofVectors } from './proofs';
import { trusteeVectors } from './trustees';

/** The files of docs/spec/vectors by name: everything is computed by our code from fixed inputs. */
export async function specVectors(): Promise<Map<string, string>> {
  const chapters: [name: string, content: object][] = [
    ['02-points-and-scalars.json', pointVectors()],
    ['02-canonical-json.json', jsonVectors()],
    ['03-proofs.json', proofVectors()],
    ['04-payload.json', payloadVectors()],
    ['05-keys-of-voters.json', keyVectors()],
    ['06-trustees.json', trusteeVectors()],
    ['06-ceremony.json', ceremonyVectors()],
    ['07-election.json', electionVectors()],
    ['08-ballots.json', ballotVectors()],
    ['09-board.json', boardVectors()],
    ['11-mixing.json', await mixingVectors()],
    ['12-opening.json', await openingVectors()],
    ['13-archive.json', archiveVectors()],
    ['14-bundle.json', await bundleVectors()],
    ['15-counting.json', countingVectors()],
    ['16-hints.json', await hintVectors()],
  ];
  return new Map(chapters.map(([name, content]) => [name, `${JSON.stringify(content, null, 2)}\n`]));
}
