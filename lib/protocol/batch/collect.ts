/** The second round of a batch verification: what the terms of all equations come to, point by point. */

import { textToPointBytes } from '../../crypto/group';
import { sameBytes } from '../bytes';
import { type Hints, hintLayout } from '../hints';
import type { BallotsTerms } from './ballot-job';
import type { DecryptionTerms } from './decryption-job';
import { type Sidecars, shapeOf } from './equations';
import type { GeneratorsJob } from './generator-job';
import type { Section } from './point-table';
import { ScalarList } from './scalars';
import type { ShuffleTerms } from './shuffle-job';
import type { Statement } from './statement';
import { Doubt, POINT_BYTES } from './text-reader';

export interface EquationTerms {
  readonly ballots: readonly BallotsTerms[];
  readonly shuffles: readonly ShuffleTerms[];
  readonly decryptions: readonly DecryptionTerms[];
}

export interface Collected {
  readonly credentials: Section;
  readonly ballots: Section;
  readonly shuffles: readonly Section[];
  /** The factors of each partial decryption. */
  readonly factors: readonly Section[];
  readonly generators: GeneratorsJob;
}

/** The bytes of points that were read twice must be the same. */
function requireSame(a: Uint8Array, b: Uint8Array): void {
  if (!sameBytes(a, b)) throw new Doubt();
}

function collectVoters(statement: Statement, terms: readonly BallotsTerms[], hints: Hints | null) {
  const { credentials, credentialPoints, ballots, ballotPoints } = statement;
  const layout = hintLayout(shapeOf(statement));
  const [forCredentials, forBallots] = [new ScalarList(credentials.length), new ScalarList(2 * ballots.length)];
  const numberOf = new Map(credentials.map((text, i) => [text, i]));
  let number = 0;
  for (const { points, coefficients: bytes } of terms) {
    const coefficients = new ScalarList(bytes);
    for (let i = 0; i < coefficients.length / 2; i++, number++) {
      const at = 3 * i * POINT_BYTES;
      const slot = numberOf.get(ballots[number]?.credential ?? '');
      if (slot === undefined) throw new Doubt();
      const part = (list: Uint8Array, first: number, count: number) =>
        list.subarray(first * POINT_BYTES, (first + count) * POINT_BYTES);
      requireSame(points.subarray(at, at + POINT_BYTES), part(credentialPoints, slot, 1));
      requireSame(points.subarray(at + POINT_BYTES, at + 3 * POINT_BYTES), part(ballotPoints, 2 * number, 2));
      forCredentials.add(slot, coefficients.get(2 * i));
      forBallots.set(2 * number, coefficients.get(2 * i + 1));
    }
  }
  return {
    credentials: {
      points: credentialPoints,
      coefficients: forCredentials,
      hints: hints?.range(0, credentials.length) ?? null,
    },
    ballots: {
      points: ballotPoints,
      coefficients: forBallots,
      hints: hints?.every(layout.ballot(0), 4, 2, ballots.length) ?? null,
    },
  };
}

/** Adds what a shuffle needs of its input to the points that the input consists of. */
function addInput(statement: Statement, terms: ShuffleTerms, ballots: Section, before: Section | undefined): void {
  const input = new ScalarList(terms.input);
  if (before) {
    before.coefficients.addAll(0, input);
    return;
  }
  for (const [place, number] of statement.counted.entries()) {
    for (const part of [0, 1]) ballots.coefficients.add(2 * number + part, input.get(2 * place + part));
  }
}

function collectShuffles(
  statement: Statement,
  terms: readonly ShuffleTerms[],
  ballots: Section,
  hints: Hints | null,
): Section[] {
  const layout = hintLayout(shapeOf(statement));
  const sections: Section[] = [];
  for (const [i, shuffle] of terms.entries()) {
    addInput(statement, shuffle, ballots, sections.at(-1));
    sections.push({
      points: shuffle.points,
      coefficients: new ScalarList(shuffle.coefficients),
      hints: hints?.range(layout.shuffle(i), shuffle.points.length / POINT_BYTES) ?? null,
    });
  }
  return sections;
}

function collectFactors(
  statement: Statement,
  terms: readonly DecryptionTerms[],
  mixed: Section | undefined,
  hints: Hints | null,
): Section[] {
  const layout = hintLayout(shapeOf(statement));
  return terms.map((decryption, i) => {
    const alphas = new ScalarList(decryption.alphas);
    for (let j = 0; j < alphas.length; j++) mixed?.coefficients.add(2 * j, alphas.get(j));
    return {
      points: decryption.points,
      coefficients: new ScalarList(decryption.coefficients),
      hints: hints?.every(layout.decryption(i), 3, 1, alphas.length) ?? null,
    };
  });
}

function collectGenerators(statement: Statement, terms: EquationTerms, sidecars: Sidecars | null): GeneratorsJob {
  const { election, decryptions, counted } = statement;
  const generators = new ScalarList(terms.shuffles.length > 0 ? counted.length : 0);
  for (const shuffle of terms.shuffles) generators.addAll(0, new ScalarList(shuffle.generators));
  const total = (coefficients: readonly bigint[]) => coefficients.reduce((sum, coefficient) => sum + coefficient, 0n);
  const all = [...terms.ballots, ...terms.shuffles, ...terms.decryptions];
  const key = textToPointBytes(election.publicKey);
  const others = [{ point: key, coefficient: total(terms.shuffles.map(({ electionKey }) => electionKey)) }];
  for (const [i, decryption] of terms.decryptions.entries()) {
    const owner = decryptions[i]?.owner ?? 0;
    const trustee = statement.trustees.keys[owner - 1];
    if (!trustee) throw new Doubt();
    others.push({ point: textToPointBytes(trustee.text), coefficient: decryption.key });
    const [first, second] = sidecars?.get(owner)?.commitments ?? [];
    if (first) others.push({ point: first, coefficient: decryption.sidecar[0] });
    if (second) others.push({ point: second, coefficient: decryption.sidecar[1] });
  }
  return {
    kind: 'generators',
    generators: generators.bytes,
    base: total(all.map(({ base }) => base)),
    chainBase: total(terms.shuffles.map(({ chainBase }) => chainBase)),
    others,
  };
}

/** Adds up the coefficients of every point. */
export function collect(
  statement: Statement,
  terms: EquationTerms,
  hints: Hints | null,
  sidecars: Sidecars | null,
): Collected {
  const { credentials, ballots } = collectVoters(statement, terms.ballots, hints);
  const shuffles = collectShuffles(statement, terms.shuffles, ballots, hints);
  const factors = collectFactors(statement, terms.decryptions, shuffles.at(-1), hints);
  return { credentials, ballots, shuffles, factors, generators: collectGenerators(statement, terms, sidecars) };
}
