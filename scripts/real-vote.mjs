// npm run real-vote [-- --ballots N --trustees 2of3]: a real city's ballots, every one of them, through the whole of Largo.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { deps } from '../lib/server/deps.ts';
import { getTallyState } from '../lib/tally/queries.ts';
import { closeContest } from '../lib/voting/service.ts';
import { build } from './lib/build.mjs';
import { openDatabase } from './lib/database.mjs';
import { makeKernel } from './lib/kernel.mjs';
import { withCleanUp } from './lib/lifetime.mjs';
import { localSecrets } from './lib/local-secrets.mjs';
import { generateClient, migrate } from './lib/prisma.mjs';
import { projectRoot as root } from './lib/project-root.mjs';
import { claimPort, startWebServer } from './lib/web-server.mjs';
import { compare } from './real-vote/compare.ts';
import { loadExpected, loadInput } from './real-vote/input.ts';
import { prepareContest } from './real-vote/prepare.ts';
import { printTimings, stage, timeOf } from './real-vote/stages.ts';
import { mixAs, openAs } from './real-vote/tally.ts';
import { voteAs } from './real-vote/voter.ts';

const PORT = Number(process.env.PORT ?? 3200);
const CLIENTS = 16;
const COUNT_MS = 90 * 60 * 1000;

async function castAll({ site, codes }, votes, done) {
  let next = 0;
  let finished = 0;
  const client = async () => {
    for (let index = next++; index < votes.length; index = next++) {
      await voteAs(site, codes[index], votes[index]);
      done(++finished);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

async function waitForCount(site) {
  for (const until = Date.now() + COUNT_MS; Date.now() < until; await sleep(1000)) {
    if ((await getTallyState(deps(), site.contestId))?.status === 'counted') return;
  }
  throw new Error('the count was not published in time');
}

/** Downloads the bundle, unpacks it and gives it to `largo verify`, a process of its own without a database. */
async function downloadBundle({ origin, contestId, election }) {
  const folder = path.join(root, '.data', 'real-vote');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const response = await fetch(`${origin}/api/v1/contests/${contestId}/bundle`);
  execFileSync('tar', ['-x', '-C', folder], { input: Buffer.from(await response.arrayBuffer()) });
  return path.join(folder, election.uuid);
}

function largoVerify(folder, boardKey) {
  const words = ['--import', 'tsx', 'lib/cli/main.ts', 'verify', folder, '--head-key', boardKey];
  execFileSync(process.execPath, words, { cwd: root, stdio: 'inherit', env: { PATH: process.env.PATH } });
}

/** The independent program, every ballot included, where it is at hand. */
function peerVerify(folder) {
  const script = path.resolve(root, process.env.LARGO_SHARED ?? '../shared', 'tools/peer-verify-full.sh');
  const tool = process.env.BELENIOS_TOOL_DIR;
  if (!tool || !existsSync(script)) return false;
  execFileSync('sh', [script, folder], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${tool}:${process.env.PATH}` },
  });
  return true;
}

withCleanUp(async (keep) => {
  process.chdir(root);
  const { values } = parseArgs({ options: { ballots: { type: 'string' }, trustees: { type: 'string' } } });
  const isShared = values.trustees === '2of3';
  if (values.trustees && !isShared)
    throw new Error('--trustees knows 2of3 only; without it two trustees open together');
  const folder = path.resolve(root, process.env.PABULIB_DIR ?? '../shared/data/pabulib');
  const input = loadInput(folder);
  const wanted = Number(values.ballots ?? input.votes.length);
  const isWhole = wanted >= input.votes.length;
  const votes = input.votes.slice(0, wanted);
  const pidFile = path.join(root, '.data', 'real-vote-server.json');
  await claimPort({ port: PORT, pidFile, say: console.log });
  const database = await openDatabase({ root, name: 'real-vote-pg', fresh: true, port: 54_361 });
  keep(database.close);
  const origin = `http://localhost:${PORT}`;
  const env = { LARGO_MODE: 'demo', NEXTAUTH_URL: origin, ...localSecrets(root), DATABASE_URL: database.url };
  Object.assign(process.env, env);
  await stage('Build and tables', 3, async (done) => {
    await generateClient(root);
    await makeKernel(root);
    await migrate(root, database.url);
    done(1);
    await build(root);
    done(2);
    const server = await startWebServer({
      root,
      port: PORT,
      pidFile,
      env: { ...process.env, ...env },
      page: '/api/health',
    });
    keep(server.stop);
  });
  const prepared = await stage('Import, roll, codes, opening', votes.length, (done) =>
    prepareContest(deps(), origin, { file: input.file, voters: votes.length, isShared }, done),
  );
  const { site, trustees } = prepared;
  await stage('Casting over HTTP', votes.length, (done) => castAll(prepared, votes, done));
  await stage('Closing', 1, () => closeContest(deps(), { id: null, role: 'system' }, site.contestId));
  for (const trustee of trustees.slice(0, 2))
    await stage(`Shuffle by trustee ${trustee.owner}`, 1000, (done) => mixAs(deps(), site, trustee, done));
  // Of three any two are enough: the first of them stays away.
  for (const trustee of trustees.slice(-2))
    await stage(`Opening by trustee ${trustee.owner}`, 1000, (done) => openAs(deps(), site, trustee, done));
  await stage('Count and own verification', 1, () => waitForCount(site));
  const bundle = await downloadBundle(site);
  await stage('largo verify', 1, async () => largoVerify(bundle, site.boardKey));
  const peer = await stage('belenios-tool, every ballot', 1, async () => peerVerify(bundle));
  const files = new Map(
    readdirSync(bundle).map((name) => [name, new Uint8Array(readFileSync(path.join(bundle, name)))]),
  );
  const expected = isWhole ? loadExpected(folder) : null;
  const { winners, totalMinor, faults } = compare(files, votes, expected);
  await deps().db.$disconnect();
  printTimings();
  const rate = votes.length / (timeOf('Casting over HTTP') / 1000);
  console.log(`\n${votes.length} ballots cast, ${rate.toFixed(1)} ballots a second, each as a client of its own`);
  console.log(`${winners.length} winners, total ${totalMinor / 100n} PLN: ${winners.join(' ')}`);
  console.log(
    peer
      ? 'The independent program accepts the archive and every ballot.'
      : 'Not run: the independent program (BELENIOS_TOOL_DIR is not set or its script is not at hand).',
  );
  if (isWhole && !expected) console.log('Not run: the comparison with expected.json, which is not at hand.');
  for (const fault of faults) console.error(`✗ ${fault}`);
  if (faults.length === 0)
    console.log(`✓ same winners and total as a count of the plain votes${expected ? ' and as expected.json' : ''}`);
  return faults.length === 0 ? 0 : 1;
});
