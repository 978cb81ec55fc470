/** `counted.json` and `outcome.json`: what the decrypted payloads say, and what the rule makes of them. */

import { canonicalJson, type JsonValue } from './canonical-json';
import { type PublicDescription, payloadRules } from './description';
import { decodePayload, type PayloadError } from './payload';

/** Project ids: in frozen order for approval, knapsack and points, best first for a ranking. */
export interface CountedVote {
  chosen: string[];
  /** As long as `chosen` for points, else empty. */
  points: number[];
}

export type CountedBallot = ({ valid: true } & CountedVote) | { valid: false; reason: PayloadError };

/** What a rule is given: the contest as published, the valid votes in the archive's order, and the revealed lot. */
export interface CountInput {
  description: PublicDescription;
  votes: readonly CountedVote[];
  /** 64 hex digits. */
  tieSeed: string;
}

/** Winners are ids in order of selection; the trace is whatever replays the count, as plain JSON. */
export interface CountResult {
  winners: readonly string[];
  totalCostMinor: bigint;
  trace: JsonValue;
}

/** A pure function; throws a RangeError with the reason for a rule or parameters that it does not know. */
export type Count = (input: CountInput) => CountResult;

/** Decodes every payload under the contest's published rules, in the same order. */
export function decodeBallots(description: PublicDescription, payloads: readonly Uint8Array[]): CountedBallot[] {
  const rules = payloadRules(description);
  const ids = description.projects.map((project) => project.id);
  return payloads.map((payload) => {
    const vote = decodePayload(payload, rules);
    if (!vote.ok) return { valid: false, reason: vote.reason };
    return { valid: true, chosen: vote.chosen.map((position) => ids[position - 1] as string), points: vote.points };
  });
}

/** The votes that the rule counts. */
export function validVotes(ballots: readonly CountedBallot[]): CountedVote[] {
  return ballots.flatMap((ballot) => (ballot.valid ? [{ chosen: ballot.chosen, points: ballot.points }] : []));
}

/** Text of `counted.json`: one entry per ballot in the order of the archive's result, which the mixers shuffled. */
export function countedText(electionFingerprint: string, ballots: readonly CountedBallot[]): string {
  const entries = ballots.map((ballot): JsonValue => {
    if (!ballot.valid) return { invalid: ballot.reason };
    return ballot.points.length === 0 ? { chosen: ballot.chosen } : { chosen: ballot.chosen, points: ballot.points };
  });
  return canonicalJson({ version: 1, electionFingerprint, ballots: entries });
}

/** Text of `outcome.json`. `rule`, `parameters` and `ties` repeat the description, so that the file stands alone. */
export function outcomeText(
  electionFingerprint: string,
  description: PublicDescription,
  ballots: readonly CountedBallot[],
  result: CountResult,
): string {
  const valid = validVotes(ballots);
  return canonicalJson({
    version: 1,
    electionFingerprint,
    ...description.counting,
    ballots: {
      counted: valid.length,
      blank: valid.filter((vote) => vote.chosen.length === 0).length,
      invalid: ballots.length - valid.length,
    },
    winners: [...result.winners],
    totalCostMinor: result.totalCostMinor,
    trace: result.trace,
  });
}
