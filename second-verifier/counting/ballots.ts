// What is counted (docs/spec/15-counting.md): projects, and votes that each approve a set of them.

export interface Candidate {
  readonly id: string;
  /** Minor units, above 0. */
  readonly cost: bigint;
  /** How many votes approve it. */
  readonly votes: number;
}

/** Votes that approve the same candidates, by their places in the list. */
export interface Faction {
  readonly size: number;
  readonly approved: ReadonlySet<number>;
}

export interface Ballots {
  readonly candidates: readonly Candidate[];
  readonly factions: readonly Faction[];
  /** How many votes there are, blank ones included. */
  readonly voters: number;
  /** Minor units. */
  readonly budget: bigint;
}

/** @param votes the places of the projects that each valid vote approves */
export function ballotsOf(
  projects: readonly { readonly id: string; readonly costMinor: number }[],
  votes: readonly (readonly number[])[],
  budgetMinor: number,
): Ballots {
  const factions = new Map<string, { size: number; approved: ReadonlySet<number> }>();
  for (const vote of votes) {
    const name = vote.join();
    const faction = factions.get(name) ?? { size: 0, approved: new Set(vote) };
    factions.set(name, { ...faction, size: faction.size + 1 });
  }
  const candidates = projects.map(({ id, costMinor }, place) => ({
    id,
    cost: BigInt(costMinor),
    votes: votes.filter((vote) => vote.includes(place)).length,
  }));
  return { candidates, factions: [...factions.values()], voters: votes.length, budget: BigInt(budgetMinor) };
}
