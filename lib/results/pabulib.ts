import * as z from 'zod';
import { mergeBallots } from '@/lib/counting/ballots';
import { writePabulib } from '@/lib/counting/pabulib/write';
import { parseDescription } from '@/lib/protocol/description';
import { invariant } from '@/lib/result';

const Counted = z.object({ ballots: z.array(z.object({ chosen: z.array(z.string()).optional() })) });
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const pabulibDate = (minute: string) => minute.slice(0, 10).split('-').reverse().join('.');

/** The valid counted ballots of a bundle as a Pabulib file: no attribute of any voter, in no order of casting. */
export function toPabulib(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parsed = parseDescription(text(files.get('description.json')));
  invariant(parsed.ok, 'a published description is valid');
  const { description } = parsed;
  const { ballots } = Counted.parse(JSON.parse(text(files.get('counted.json'))));
  const index = new Map(description.projects.map((project, position) => [project.id, position]));
  const votes = ballots.flatMap(({ chosen }) => (chosen ? [chosen.map((id) => index.get(id) as number)] : []));
  const projects = description.projects.map(({ id, title, costMinor }) => ({ id, name: title, costMinor }));
  return writePabulib(
    {
      description: `${description.contest.name}, ${description.round.name}`,
      country: '',
      unit: description.city,
      instance: description.round.name,
      rule: description.counting.rule,
      dateBegin: pabulibDate(description.opensAt),
      dateEnd: pabulibDate(description.closesAt),
      currency: description.currency.code,
      minLength: description.ballot.min,
      maxLength: description.ballot.max,
    },
    { budgetMinor: description.budgetMinor, projects },
    description.currency.exponent,
    mergeBallots(votes),
  );
}
