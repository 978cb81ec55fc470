// `npm run bench:crypto`: what verifying, shuffling and encrypting take, against the independent program in the same run.
//
//   BELENIOS_TOOL_DIR=/tmp/peer npm run bench:crypto -- [--ballots 1000] [--growth 100000] [--rounds 5]
//
// CPU seconds are user and system time of whole processes, start included; both sides take turns, and the run in the
// middle counts. Rows that say `warm` are of a process that has done the same before, and are compared with nothing. Looking for marked ballots, which is a report only and which the other program does not do,
// is left out of the comparison and measured by itself.
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { stage } from '@/scripts/real-vote/stages';
import { benchElection } from './archive';
import { encryptionInBrowser } from './browser';
import {
  buildPrograms,
  measure,
  measurePeer,
  median,
  peerFolder,
  peerVersion,
  program,
  warmVerification,
} from './program';

const { values } = parseArgs({
  options: {
    ballots: { type: 'string', default: '1000' },
    growth: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '5' },
  },
});
const [ballots, growth, rounds] = [values.ballots, values.growth, values.rounds].map(Number);
const GOALS = { hints: 15, plain: 5, shuffle: 10, workers: 1.8, encryptMs: 20 };
const ENCRYPTED = 60;

const largo = (...words) => measure([process.execPath, program('largo'), 'verify', ...words]);
const one = ['--no-marks', '--workers', '1'];
const prepare = (count) => stage(`Election of ${count} ballots`, 4, (done) => benchElection(count, done));
const seconds = (n) => `${n.toFixed(2)} s`;
const times = (n) => `${n.toFixed(1)}×`;

/** @type {string[][]} */
const rows = [];
const row = (what, took, ratio = '', goal = '') => rows.push([what, took, ratio, goal]);

const peer = peerFolder();
await stage('Programs', 1, buildPrograms);
const election = await prepare(ballots);

/** Both sides of a comparison take turns, so that a busy machine slows both. */
async function compare(name, ours, theirs) {
  return stage(name, rounds, async (done) => {
    const runs = { ours: ours.map(() => []), theirs: [] };
    for (let round = 0; round < rounds; round++) {
      for (const [i, work] of ours.entries()) runs.ours[i].push(work());
      if (peer) runs.theirs.push(theirs());
      done(round + 1);
    }
    return { ours: runs.ours.map(median), theirs: peer ? median(runs.theirs) : null };
  });
}

const verified = await compare(
  'Verifying',
  [() => largo(election.complete, ...one), () => largo(election.plain, ...one)],
  () => measurePeer(peer, ['election', 'verify', '--dir', election.plain]),
);
const shuffled = await compare(
  'Shuffling',
  [() => measure([process.execPath, program('shuffle-once'), path.join(election.unmixed, 'bench.bel')])],
  () => measurePeer(peer, ['election', 'shuffle', '--dir', election.unmixed, '--trustee-id', '1']),
);
const against = (usage, { theirs }) => (theirs ? times(theirs.cpu / usage.cpu) : 'not compared');
const [hinted, plain] = verified.ours;
const [shuffle] = shuffled.ours;
if (verified.theirs && shuffled.theirs) {
  row('belenios-tool election verify', seconds(verified.theirs.cpu));
  row('belenios-tool election shuffle', seconds(shuffled.theirs.cpu));
}
row('verification, with hints', seconds(hinted.cpu), against(hinted, verified), `≥ ${GOALS.hints}×`);
row('verification, from the archive alone', seconds(plain.cpu), against(plain, verified), `≥ ${GOALS.plain}×`);
row('shuffle with proof', seconds(shuffle.cpu), against(shuffle, shuffled), `≥ ${GOALS.shuffle}×`);
const warm = await stage('Verifying, warm', 2, async (done) =>
  [election.complete, election.plain].map((folder, i) => {
    const took = warmVerification(folder);
    done(i + 1);
    return took;
  }),
);
row('the same two, warm', warm.map(seconds).join(' and '));
const marks = await stage('Looking for marked ballots', 1, async () => largo(election.complete, '--workers', '1'));
row('looking for marked ballots besides', seconds(Math.max(0, marks.cpu - hinted.cpu)));

const encryption = await stage('Encrypting in a browser', 1, () => encryptionInBrowser(ENCRYPTED));
if (encryption) {
  const words = `${encryption.median.toFixed(1)} ms, the first ${encryption.first.toFixed(1)} ms`;
  row('one ballot encrypted in Chromium', words, '', `≤ ${GOALS.encryptMs} ms`);
} else row('one ballot encrypted in Chromium', 'not measured: there is no Chromium');

const sizes = [1000, 10_000, 100_000].filter((size) => size <= growth);
const grown = [];
for (const size of sizes) {
  const { complete, plain: alone } = await prepare(size);
  grown.push(
    await stage(`Growth: ${size} ballots`, 4, async (done) => {
      const runs = [
        [complete, 1],
        [alone, 1],
        [complete, 2],
        [alone, 2],
      ].map(([folder, workers], i) => {
        const usage = largo(folder, '--no-marks', '--workers', String(workers));
        done(i + 1);
        return usage;
      });
      return { size, runs };
    }),
  );
}

console.log(`\n${ballots} ballots, 2 mixers, 2 trustees, on ${cpus()[0]?.model}, Node ${process.version}`);
console.log(
  peer
    ? `Compared with ${peerVersion(peer)}`
    : 'The independent program is absent: set BELENIOS_TOOL_DIR to the folder that holds belenios-tool.',
);
console.log('');
for (const [what, took, ratio, goal] of rows) {
  console.log(`${what.padEnd(38)} ${took.padStart(26)} ${ratio.padStart(14)}  ${goal && `goal ${goal}`}`);
}
console.log('\nGrowth                       with hints                            from the archive alone');
console.log('Ballots      CPU     1 → 2 workers, memory of 1          CPU     1 → 2 workers, memory of 1');
for (const { size, runs } of grown) {
  const half = ([single, double]) =>
    `${seconds(single.cpu).padStart(9)}   ${times(single.wall / double.wall).padStart(6)}   ${`${Math.round(single.memory)} MiB`.padStart(10)}`;
  console.log(`${String(size).padEnd(8)} ${half([runs[0], runs[2]])}   ${half([runs[1], runs[3]])}`);
}
console.log(`Goal for two workers: ≥ ${GOALS.workers}× as fast as one, where the machine has two free processors.`);
