// The project's database, from npm alone: `node scripts/db.mjs` keeps it open until Ctrl-C,
// `node scripts/db.mjs -- COMMAND…` runs a command with DATABASE_URL set and closes it afterwards.
import { openDatabase } from './lib/database.mjs';
import { loadEnvironmentFile } from './lib/environment.mjs';
import { failPlainly } from './lib/explain.mjs';
import { projectRoot } from './lib/project-root.mjs';
import { runToEnd, untilAsked } from './lib/run.mjs';

async function main() {
  loadEnvironmentFile(projectRoot);
  const words = process.argv.slice(2);
  const command = words[0] === '--' ? words.slice(1) : words;
  // What the command prints may be piped into a file: our own notes go to stderr.
  const say = command.length > 0 ? console.error : console.log;
  const database = await openDatabase({ root: projectRoot, say });
  try {
    if (command.length > 0) return await runToEnd(command, { env: { DATABASE_URL: database.url } });
    console.log(
      database.embedded
        ? `The database is open at ${database.url} (Ctrl-C closes it)`
        : 'DATABASE_URL is set: that database is used, nothing was started. Ctrl-C ends this.',
    );
    await untilAsked();
    return 0;
  } finally {
    await database.close();
  }
}

main().then((code) => process.exit(code), failPlainly);
