import { formatMinor } from '@/lib/counting/amount';
import type { Counted, CountingContest, EqualSharesTrace, Loser, Tie } from '@/lib/counting/types';

const TITLE_WIDTH = 60;

/** A count as text for a terminal: winners in order of selection, then the others, then ties and increments. */
export function describeCount(contest: CountingContest, scale: number, { outcome, trace }: Counted): string {
  const titles = new Map(contest.projects.map(({ id, name }) => [id, name ?? '']));
  const money = (minor: bigint): string => formatMinor(minor, scale);
  const winners = trace.winners.map(({ project, votes, costMinor, stage }, index) => {
    const how = stage === 'equal_shares' ? 'equal shares' : 'by votes';
    return [String(index + 1), project, money(costMinor), String(votes), how, titles.get(project) ?? ''];
  });
  const losers = trace.losers.map((loser) => {
    const { project, votes, costMinor } = loser;
    return ['', project, money(costMinor), String(votes), reasonFor(loser), titles.get(project) ?? ''];
  });
  const lines = [
    `Rule ${trace.rule}, budget ${money(contest.budgetMinor)}`,
    '',
    ...table([['', 'Project', 'Cost', 'Votes', 'How', 'Title'], ...winners]),
    '',
    `${winners.length} selected for ${money(outcome.totalCostMinor)}`,
  ];
  if (losers.length > 0) lines.push('', ...table([['', 'Not selected', 'Cost', 'Votes', 'Why', 'Title'], ...losers]));
  if (trace.ties.length > 0) lines.push('', ...trace.ties.map(describeTie));
  if (trace.rule !== 'greedy_votes' && trace.completion) lines.push('', describeIncrements(trace.completion));
  return lines.join('\n');
}

function reasonFor({ reason }: Loser): string {
  return reason === 'too_dear' ? 'too dear for the money left' : 'supporters have too little left';
}

function describeTie({ place, tied, decidedBy }: Tie): string {
  return `Tie for place ${place}: ${tied.join(', ')} (order decided by ${decidedBy})`;
}

function describeIncrements({ kept, ended }: NonNullable<EqualSharesTrace['completion']>): string {
  const why = {
    next_exceeds_budget: 'the next one exceeds the budget',
    all_supported_selected: 'every supported project is selected',
    everything_affordable: 'all projects fit into the budget',
    no_ballots: 'there are no votes',
  }[ended];
  return `Increments: ${kept.increments} (${why})`;
}

/** Numbers to the right, words to the left. */
function table(rows: readonly (readonly string[])[]): string[] {
  const shown = rows.map((row) => row.map((cell) => shorten(cell)));
  const widths = (shown[0] ?? []).map((_, column) => Math.max(...shown.map((row) => [...(row[column] ?? '')].length)));
  return shown.map((row) => {
    const cells = row.map((cell, column) => {
      const padding = ' '.repeat((widths[column] ?? 0) - [...cell].length);
      return column === 0 || column === 2 || column === 3 ? padding + cell : cell + padding;
    });
    return cells.join('  ').trimEnd();
  });
}

/** File text goes to a terminal here: control characters must not. */
function shorten(text: string): string {
  const characters = [...text.replace(/\p{Cc}+/gu, ' ')];
  return characters.length <= TITLE_WIDTH ? characters.join('') : `${characters.slice(0, TITLE_WIDTH - 1).join('')}…`;
}
