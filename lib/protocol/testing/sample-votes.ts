import { sha256Hex } from '../../crypto/hash';
import type { RandomBytes } from '../../crypto/random';
import { encryptBallot } from '../ballot';
import type { BoardBallot } from '../composition';
import { deriveCredential, generateCredential } from '../credentials';
import { type PublicDescription, payloadRules } from '../description';
import type { ElectionKeys } from '../election';
import { encodeVote } from '../payload';
import { shuffled, uniformIndex } from '../uniform';

/** What one voter of a sample election does, in order. */
export interface SampleEvent {
  kind: 'registration' | 'ballot' | 'revocation';
  /** Point text; for a revocation the key that stops counting. */
  credential: string;
  /** Ballots only. */
  text?: string;
}

export interface SampleVotes {
  /** In the order in which they reached the server. */
  events: SampleEvent[];
  /** By ballot hash. */
  ballots: Map<string, BoardBallot & { text: string }>;
  superseded: { key: string; reason: string }[];
  /** Private credentials by public key. */
  credentials: Map<string, string>;
}

export interface VotingPlan {
  voters: number;
  /** Every so many voters one votes twice, changes the device after voting, or spoils the ballot; 0 for never. */
  revoteEvery: number;
  changeDeviceEvery: number;
  spoilEvery: number;
}

/** The votes of made-up voters: random choices, the odd revote, change of device and spoilt ballot. */
export function castSampleVotes(
  election: ElectionKeys,
  description: PublicDescription,
  plan: VotingPlan,
  random: RandomBytes,
): SampleVotes {
  const votes: SampleVotes = { events: [], ballots: new Map(), superseded: [], credentials: new Map() };
  const register = (): string => {
    const secret = generateCredential(random);
    const { publicKey } = deriveCredential(election.uuid, secret);
    votes.credentials.set(publicKey, secret);
    votes.events.push({ kind: 'registration', credential: publicKey });
    return publicKey;
  };
  const cast = (key: string, payload: Uint8Array): void => {
    const { ballot } = encryptBallot({ election, credential: votes.credentials.get(key) as string, payload, random });
    votes.ballots.set(sha256Hex(ballot), { credential: key, channel: 'web', text: ballot });
    votes.events.push({ kind: 'ballot', credential: key, text: ballot });
  };
  for (let voter = 1; voter <= plan.voters; voter++) {
    const key = register();
    cast(key, isTurn(voter, plan.spoilEvery) ? spoiltPayload(description) : randomPayload(description, random));
    if (isTurn(voter, plan.revoteEvery)) cast(key, randomPayload(description, random));
    if (isTurn(voter, plan.changeDeviceEvery)) {
      cast(register(), randomPayload(description, random));
      votes.superseded.push({ key, reason: 'newer_key' });
      votes.events.push({ kind: 'revocation', credential: key });
    }
  }
  return votes;
}

function isTurn(voter: number, every: number): boolean {
  return every > 0 && voter % every === 0;
}

function randomPayload(description: PublicDescription, random: RandomBytes): Uint8Array {
  const rules = payloadRules(description);
  const positions = description.projects.map((_, i) => i + 1);
  const wanted = rules.min + uniformIndex(rules.max - rules.min + 1, random);
  const chosen = shuffled(positions, random)
    .slice(0, wanted)
    .sort((a, b) => a - b);
  return encodeVote(rules, { chosen, points: [] });
}

/** An approval payload with one project too many. */
function spoiltPayload(description: PublicDescription): Uint8Array {
  const rules = payloadRules(description);
  const chosen = Array.from({ length: rules.max + 1 }, (_, i) => i + 1);
  return encodeVote({ ...rules, max: rules.max + 1 }, { chosen, points: [] });
}
