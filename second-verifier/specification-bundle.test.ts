// The specification's known answers for everything outside the archive. Nothing of the product is imported here.
import { describe, expect, test } from 'vitest';
import type { BallotForm } from './bundle/ballot-form';
import { checkBoard } from './bundle/board';
import { canonicalText, readCanonical } from './bundle/canonical';
import { readDescription } from './bundle/description';
import { checkHead, readHead } from './bundle/head';
import { rootOf } from './bundle/merkle';
import { readPayload } from './bundle/payload';
import { checkSeed } from './bundle/seed';
import { isSigned } from './bundle/signing';
import { ballotsOf } from './counting/ballots';
import { rankingOf } from './counting/ranking';
import { Rational } from './counting/rational';
import { equalSharesAdd1u, equalSharesPlain, greedyVotes, NotCounted } from './counting/rules';
import { readElection } from './election';
import { hashHex } from './hashing';
import { Ledger } from './ledger';
import { codeOf } from './testing/refusal';
import { vectors } from './testing/vectors';

describe('canonical JSON', () => {
  const { canonical, refused } = vectors('02-canonical-json');

  test.each(canonical as { reason: string; text: string }[])('one text: $reason', ({ text }) => {
    expect(canonicalText(readCanonical(new Ledger(), text, 'it'))).toBe(text);
  });
  test.each(refused as { reason: string; text: string }[])('refused: $reason', ({ text }) => {
    expect(codeOf(() => readCanonical(new Ledger(), text, 'it'))).toBe('not_canonical');
  });
});

describe('description and election', () => {
  const { description, election, refused } = vectors('07-election');

  test('the description is read, and the election names it', () => {
    readDescription(new Ledger(), description.text);
    expect(hashHex(description.text)).toBe(description.hash);
    const read = readElection(new Ledger(), election.text);
    expect([read.description, read.fingerprint]).toEqual([description.hash, election.fingerprint]);
  });
  test.each(refused as { reason: string; text: string }[])('refused: $reason', ({ text }) => {
    expect(codeOf(() => readDescription(new Ledger(), text))).toBe('not_canonical');
  });
});

describe('payloads', () => {
  const { rules, votes, invalid } = vectors('04-payload');
  const contest = (name: string) => {
    const { ballotForm, projectCount, costsMinor = [], envelopeMinor, ...limits } = rules[name];
    const projects = Array.from({ length: projectCount }, (_, index) => ({
      id: `P${index + 1}`,
      title: 'a project',
      costMinor: Number(costsMinor[index] ?? 1),
    }));
    const ballot: BallotForm = { form: ballotForm, ...limits, envelopeMinor: Number(envelopeMinor) };
    return { ballot, projects };
  };
  const read = (name: string, payload: string) => {
    const { ballot, projects } = contest(name);
    return readPayload([...Buffer.from(payload, 'hex')], ballot, projects);
  };

  test('votes', () => {
    for (const { rules: name, chosen, points, payload } of votes) {
      const vote = read(name, payload);
      const found =
        'invalid' in vote ? vote : { chosen: vote.chosen.map((place) => place + 1), points: vote.points ?? [] };
      expect(found).toEqual({ chosen, points });
    }
    expect(votes.length).toBeGreaterThan(5);
  });
  test.each(invalid as { rules: string; payload: string; reason: string }[])('no vote: $rules, $reason', (one) => {
    expect(read(one.rules, one.payload)).toEqual({ invalid: one.reason });
  });
});

describe('board', () => {
  const given = vectors('09-board');
  const read = (log: readonly string[]) => {
    const terms = { fingerprint: '', description: '', events: [], sideCars: new Map() };
    return codeOf(() => checkBoard(new Ledger(), log, terms));
  };

  test('leaves of every kind are read, as far as the first that must name the election', () => {
    expect(read(given.leaves)).toBe('leaf_election');
  });
  test.each((given.refusedLeaves as string[]).map((leaf) => [leaf]))('no leaf: %s', (leaf) => {
    expect(read([leaf])).toBe('leaf_malformed');
  });
  test('roots of growing logs', () => {
    const roots = given.tree.roots.map((_: string, size: number) => rootOf(given.leaves.slice(0, size)));
    expect(roots).toEqual(given.tree.roots);
  });
  test('a signed head, and who else did not sign it', () => {
    const head = readHead(new Ledger(), JSON.parse(given.head), 'it');
    const terms = { fingerprint: head.electionFingerprint, knownKey: undefined, describedKey: given.boardKey };
    checkHead(new Ledger(), head, terms, 'it');
    expect(codeOf(() => checkHead(new Ledger(), { ...head, size: head.size + 1 }, terms, 'it'))).toBe('head_signature');
    const other = { ...terms, describedKey: JSON.parse(given.cosignature.text).witness };
    expect(codeOf(() => checkHead(new Ledger(), head, other, 'it'))).toBe('head_signature');
  });
  test('receipt and co-signature', () => {
    for (const [text, domain, key] of [
      [given.receipt, 'largo-receipt-v1', given.boardKey],
      [given.cosignature.text, 'largo-cosignature-v1', JSON.parse(given.cosignature.text).witness],
    ]) {
      const { signature, ...content } = JSON.parse(text);
      expect(isSigned(`${domain}|${canonicalText(content)}`, signature, key)).toBe(true);
      expect(isSigned(`${domain}|${canonicalText(content)} `, signature, key)).toBe(false);
    }
  });
  test('a key of small order signs nothing', () => {
    // With A = O and R = S·G every message would be signed.
    const identity = `01${'00'.repeat(31)}`;
    expect(isSigned('anything', `${identity}${'00'.repeat(32)}`, identity)).toBe(false);
  });
  test('the lot', () => {
    const { commitment, seed } = JSON.parse(given.lot);
    expect(checkSeed(new Ledger(), given.lot, commitment)).toBe(seed);
    expect(codeOf(() => checkSeed(new Ledger(), given.lot, seed))).toBe('seed_differs');
  });
});

test('a step so small that nobody waits for it: no verdict instead of no end', () => {
  const projects = [{ id: 'a', costMinor: 10 }];
  const ballots = ballotsOf(projects, [[], [0]], 10);
  const ranking = rankingOf(ballots.candidates, 'lexicographic', '');
  expect(() => equalSharesAdd1u(ballots, ranking, Rational.of(1n, 10n ** 12n))).not.toThrow();
  const dear = ballotsOf([...projects, { id: 'b', costMinor: 10 }], [[0], [1], []], 10);
  expect(() => equalSharesAdd1u(dear, ranking, Rational.of(1n, 10n ** 12n))).toThrow(NotCounted);
});

describe('counting', () => {
  const { cases, projects, tieSeed, exponent } = vectors('15-counting');

  // biome-ignore lint/suspicious/noExplicitAny: a case as it stands in the file
  test.each(cases as any[])('$name', ({ budgetMinor, counting, votes, winners, trace }) => {
    const ids = projects.map(({ id }: { id: string }) => id);
    const chosen = votes.map((vote: string[]) => vote.map((id) => ids.indexOf(id)).sort((a, b) => a - b));
    const ballots = ballotsOf(projects, chosen, budgetMinor);
    const ranking = rankingOf(ballots.candidates, counting.ties, tieSeed);
    const { step } = counting.parameters;
    const minor =
      step === undefined ? null : Rational.of(BigInt(Math.round(Number(step) * 1e6)), 10n ** BigInt(6 - exponent));
    const count = {
      greedy_votes: () => greedyVotes(ballots, ranking),
      mes_cost_plain: () => equalSharesPlain(ballots, ranking),
      mes_cost_add1u: () => equalSharesAdd1u(ballots, ranking, minor),
    }[counting.rule as 'greedy_votes']();
    expect(count.winners.map((place) => ids[place])).toEqual(winners);
    expect(canonicalText(count.trace)).toBe(canonicalText(trace));
  });
});
