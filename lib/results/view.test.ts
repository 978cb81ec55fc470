import { beforeAll, describe, expect, it } from 'vitest';
import { countPublished } from '@/lib/counting/published';
import { type Composition, parseComposition } from '@/lib/protocol/composition';
import { countedText, outcomeText, validVotes } from '@/lib/protocol/counted';
import { type PublicDescription, parseDescription } from '@/lib/protocol/description';
import { makeSampleBundle, type SampleBundle } from '@/lib/protocol/testing/sample-bundle';
import { sampleDescription } from '@/lib/protocol/testing/sample-description';
import { CountedFile, OutcomeFile } from './schema';
import { resultView } from './view';

let sample: SampleBundle;
let composition: Composition;

const text = (name: string) => new TextDecoder().decode(sample.files.get(name));

function published() {
  const description = parseDescription(text('description.json'));
  const composed = parseComposition(text('composition.json'));
  if (!description.ok || !composed.ok) throw new Error('the sample is not sound');
  return {
    description: description.description,
    composition: composed.composition,
    outcome: OutcomeFile.parse(JSON.parse(text('outcome.json'))),
    counted: CountedFile.parse(JSON.parse(text('counted.json'))),
  };
}

type Channels = Composition['counts']['channels'];

/** A result of votes written by hand: one list of project ids for each ballot. */
function viewOf(changes: Partial<PublicDescription>, votes: string[][], channels: Partial<Channels> = {}) {
  const description = sampleDescription(changes);
  const ballots = votes.map((chosen) => ({ valid: true as const, chosen, points: [] }));
  const counted = countPublished({ description, votes: validVotes(ballots), tieSeed: '0'.repeat(64) });
  const fingerprint = 'A'.repeat(43);
  const counts = {
    ...composition.counts,
    counted: votes.length,
    ballots: votes.length,
    channels: { web: 0, booth: 0, paper: 0, ...channels },
  };
  return resultView({
    description,
    composition: { ...composition, counts },
    outcome: OutcomeFile.parse(JSON.parse(outcomeText(fingerprint, description, ballots, counted))),
    counted: CountedFile.parse(JSON.parse(countedText(fingerprint, ballots))),
  });
}

const repeat = (times: number, chosen: string[]) => Array.from({ length: times }, () => chosen);
const shares = { counting: { rule: 'mes_cost_plain', parameters: {}, ties: 'default' as const } };

beforeAll(async () => {
  sample = await makeSampleBundle({ seed: 'result view', count: countPublished, voters: 12 });
  composition = published().composition;
});

describe('resultView of a published bundle', () => {
  it('repeats the outcome: winners in order, money, and every project exactly once', () => {
    const files = published();
    const view = resultView(files);
    expect(view.winners.map(({ id }) => id)).toEqual(files.outcome.winners);
    expect(view.spentMinor + view.leftMinor).toBe(files.description.budgetMinor);
    expect(view.winners.reduce((sum, { costMinor }) => sum + costMinor, 0n)).toBe(view.spentMinor);
    const ids = [...view.winners, ...view.losers].map(({ id }) => id).sort();
    expect(ids).toEqual(files.description.projects.map(({ id }) => id).sort());
  });

  it('counts the votes as counted.json has them', () => {
    const files = published();
    for (const { id, votes } of [...resultView(files).winners, ...resultView(files).losers]) {
      expect(votes).toBe(files.counted.ballots.filter(({ chosen }) => chosen?.includes(id)).length);
    }
  });

  it('accounts for every ballot: replaced, valid, invalid with its reason', () => {
    const { turnout } = resultView(published());
    const invalid = turnout.invalid.reduce((sum, { ballots }) => sum + ballots, 0);
    expect(turnout).toMatchObject({ roll: 14, people: 12 });
    expect(turnout.valid + invalid).toBe(turnout.people);
    expect(turnout.people + turnout.replaced).toBe(turnout.ballots);
    expect(turnout.replaced).toBeGreaterThan(0);
    expect(turnout.invalid).toEqual([{ reason: 'too_many', ballots: 1 }]);
  });
});

describe('why a project won or lost', () => {
  it('by votes: what was left at its turn, and what a loser was short by', () => {
    // Envelope 100,000: P1 (60,000) first, then P2 (40,000) fits exactly, P3 (30,000) does not.
    const view = viewOf({}, [...repeat(5, ['P1', 'P2']), ...repeat(4, ['P2', 'P3']), ...repeat(2, ['P1'])]);
    expect(view.winners.map(({ id }) => id)).toEqual(['P2', 'P1']);
    expect(view.winners[1]?.why).toEqual({ kind: 'votes', leftMinor: 60_000_00n, perSupporterMinor: 857143n });
    const third = view.losers.find(({ id }) => id === 'P3');
    expect(third?.why).toEqual({ leftMinor: 0n, supportersMinor: null, lacksMinor: 30_000_00n });
    expect(view.startingMinor).toBeNull();
    expect(view.served).toBe(11);
  });

  it('by shares: what each supporter paid, and what a loser’s supporters had left', () => {
    // Ten voters hold 10,000 each. P2 (40,000) has six supporters, P1 (60,000) four, who hold 40,000.
    const view = viewOf(shares, [...repeat(6, ['P2']), ...repeat(4, ['P1'])]);
    expect(view.startingMinor).toBe(10_000_00n);
    expect(view.winners).toHaveLength(1);
    expect(view.winners[0]?.why).toEqual({
      kind: 'shares',
      shareMinor: 666_667n,
      payers: 6,
      paidLess: 0,
      paidNothing: 0,
    });
    const lost = view.losers.find(({ id }) => id === 'P1');
    expect(lost?.why).toEqual({ leftMinor: null, supportersMinor: 40_000_00n, lacksMinor: 20_000_00n });
    expect(lost?.beatsAWinner).toBe(false);
  });

  it('says when a project lost although it has more votes than a winner', () => {
    // Six voters pay 30,000 for P3 out of 10,000 each, so 30,000 is left of them for P1, which costs 60,000.
    const view = viewOf(shares, [...repeat(6, ['P1', 'P3']), ...repeat(4, ['P5'])]);
    expect(view.winners.map(({ id }) => id).sort()).toEqual(['P3', 'P5']);
    const lost = view.losers[0];
    expect(lost).toMatchObject({ id: 'P1', votes: 6, beatsAWinner: true });
    expect(lost?.why).toEqual({ leftMinor: null, supportersMinor: 30_000_00n, lacksMinor: 30_000_00n });
  });

  it('tells ties with the titles and what decided', () => {
    const view = viewOf({}, [...repeat(3, ['P1', 'P2'])]);
    expect(view.ties[0]).toEqual({
      titles: ['A bench at every bus stop', 'Trees for the station square'],
      decidedBy: 'cost',
      decisive: false,
    });
  });

  it('has something to say when nobody voted for anything', () => {
    const view = viewOf(shares, repeat(3, []));
    expect(view).toMatchObject({ winners: [], mostVotes: 0, served: 0, spentMinor: 0n });
    expect(view.turnout.blank).toBe(3);
  });
});

describe('SEC-09: ways of voting', () => {
  const votes = repeat(30, ['P1']);
  const shown = (channels: Partial<Channels>) => viewOf({}, votes, channels).turnout.channels;

  it('are told apart only if at least ten people used each', () => {
    expect(shown({ web: 20, booth: 10 })).toEqual([
      { channel: 'web', people: 20 },
      { channel: 'booth', people: 10 },
    ]);
    expect(shown({ web: 21, booth: 9 })).toBeNull();
    expect(shown({ web: 12, booth: 17, paper: 1 })).toBeNull();
  });

  it('may be named when there was one', () => {
    expect(shown({ web: 30 })).toEqual([{ channel: 'web', people: 30 }]);
  });
});
