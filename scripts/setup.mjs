// npm run setup -- --city NAME --currency BRL --time-zone America/Sao_Paulo --name "Ana Prado" --email ana@city.example
// Makes the city of a new deployment, and its first administrator. Running it again adds an administrator.
import { parseArgs } from 'node:util';
import { setUpCity } from '../lib/rounds/setup.ts';
import { deps } from '../lib/server/deps.ts';
import { loadEnvironmentFile } from './lib/environment.mjs';
import { failPlainly } from './lib/explain.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { projectRoot as root } from './lib/project-root.mjs';

const OPTIONS = {
  city: { type: 'string' },
  currency: { type: 'string' },
  'time-zone': { type: 'string' },
  name: { type: 'string' },
  email: { type: 'string' },
};
const USAGE =
  'npm run setup -- --city NAME --currency BRL --time-zone America/Sao_Paulo --name "Ana Prado" --email ana@city.example';

async function main() {
  loadEnvironmentFile(root);
  const { values } = parseArgs({ options: OPTIONS });
  const surroundings = deps();
  const done = await setUpCity(surroundings, {
    city: values.city,
    currency: values.currency,
    timeZone: values['time-zone'],
    name: values.name,
    email: values.email,
  });
  await surroundings.db.$disconnect();
  if (!done.ok) throw new PlainError('SETUP', done.error.message, USAGE);
  console.log(
    done.value.isNewCity
      ? `The city is ready. ${values.email} is its administrator.`
      : `${values.email} is an administrator.`,
  );
  console.log('They sign in at /en/staff with a link by mail.');
}

main().catch(failPlainly);
