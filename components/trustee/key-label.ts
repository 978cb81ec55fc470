import type { Ceremony } from '@/lib/tally/ceremonies';

/** Whose key it is, for the name of the file and the head of the sheet. */
export interface KeyLabel {
  /** Name of the contest, and its address on the site. */
  contest: string;
  slug: string;
  owner: number;
  /** Name of the trustee. */
  name: string;
}

export function labelOf({ contest, owner, state }: Ceremony): KeyLabel {
  const name = state.trustees.find((each) => each.owner === owner)?.name ?? '';
  return { contest: contest.name, slug: contest.slug, owner, name };
}
