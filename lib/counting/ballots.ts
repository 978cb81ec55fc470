import type { ApprovalBallots } from './types';

/**
 * Collects approval ballots and merges identical ones. Groups come out in order of first appearance, so the same ballots
 * in the same order give the same arrays.
 */
export class BallotMerger {
  private voters = 0;
  private groups = 0;
  private multiplicity = new Uint32Array(64);
  private offsets = new Uint32Array(65);
  private choices = new Uint32Array(512);
  /** Open addressing: group number + 1, or 0 for a free place. */
  private table = new Uint32Array(256);

  /** Adds a ballot that approves these project indices, in any order, each at most once. */
  add(approved: readonly number[]): void {
    const sorted = [...approved].sort((a, b) => a - b);
    this.voters++;
    let place = hash(sorted) & (this.table.length - 1);
    for (;;) {
      const entry = this.table[place] as number;
      if (entry === 0) break;
      if (this.holds(entry - 1, sorted)) {
        this.multiplicity[entry - 1] = (this.multiplicity[entry - 1] as number) + 1;
        return;
      }
      place = (place + 1) & (this.table.length - 1);
    }
    this.append(sorted);
    this.table[place] = this.groups;
    if (this.groups * 2 > this.table.length) this.rehash();
  }

  finish(): ApprovalBallots {
    return {
      voters: this.voters,
      multiplicity: this.multiplicity.slice(0, this.groups),
      offsets: this.offsets.slice(0, this.groups + 1),
      choices: this.choices.slice(0, this.offsets[this.groups]),
    };
  }

  private holds(group: number, sorted: readonly number[]): boolean {
    const start = this.offsets[group] as number;
    if ((this.offsets[group + 1] as number) - start !== sorted.length) return false;
    return sorted.every((project, i) => this.choices[start + i] === project);
  }

  private append(sorted: readonly number[]): void {
    const start = this.offsets[this.groups] as number;
    const end = start + sorted.length;
    while (end > this.choices.length) this.choices = grown(this.choices);
    this.choices.set(sorted, start);
    if (this.groups === this.multiplicity.length) {
      this.multiplicity = grown(this.multiplicity);
      this.offsets = grown(this.offsets);
    }
    this.multiplicity[this.groups] = 1;
    this.groups++;
    this.offsets[this.groups] = end;
  }

  private rehash(): void {
    this.table = new Uint32Array(this.table.length * 2);
    for (let group = 0; group < this.groups; group++) {
      const own = this.choices.subarray(this.offsets[group], this.offsets[group + 1]);
      let place = hash(own) & (this.table.length - 1);
      while (this.table[place] !== 0) place = (place + 1) & (this.table.length - 1);
      this.table[place] = group + 1;
    }
  }
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2 + 1);
  larger.set(array);
  return larger;
}

function hash(values: ArrayLike<number>): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < values.length; i++) state = Math.imul(state ^ (values[i] as number), 0x01000193);
  return (state ^ (state >>> 15)) >>> 0;
}

/** One list of approved project indices per ballot, merged. */
export function mergeBallots(approvals: Iterable<readonly number[]>): ApprovalBallots {
  const merger = new BallotMerger();
  for (const approved of approvals) merger.add(approved);
  return merger.finish();
}

/** Number of ballots that approve each project. */
export function votesPerProject(ballots: ApprovalBallots, projectCount: number): Float64Array {
  const votes = new Float64Array(projectCount);
  for (let group = 0; group < ballots.multiplicity.length; group++) {
    const end = ballots.offsets[group + 1] as number;
    for (let i = ballots.offsets[group] as number; i < end; i++) {
      const project = ballots.choices[i] as number;
      votes[project] = (votes[project] as number) + (ballots.multiplicity[group] as number);
    }
  }
  return votes;
}

/** The groups that approve each project: those of project p are `groups[offsets[p]] … groups[offsets[p + 1] − 1]`. */
export interface Supporters {
  readonly offsets: Uint32Array;
  readonly groups: Uint32Array;
}

export function supportersPerProject(ballots: ApprovalBallots, projectCount: number): Supporters {
  const offsets = new Uint32Array(projectCount + 1);
  for (const project of ballots.choices) offsets[project + 1] = (offsets[project + 1] as number) + 1;
  for (let p = 0; p < projectCount; p++) offsets[p + 1] = (offsets[p + 1] as number) + (offsets[p] as number);
  const next = offsets.slice(0, projectCount);
  const groups = new Uint32Array(ballots.choices.length);
  for (let group = 0; group < ballots.multiplicity.length; group++) {
    const end = ballots.offsets[group + 1] as number;
    for (let i = ballots.offsets[group] as number; i < end; i++) {
      const project = ballots.choices[i] as number;
      const at = next[project] as number;
      groups[at] = group;
      next[project] = at + 1;
    }
  }
  return { offsets, groups };
}
