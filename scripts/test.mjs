// `npm test`: everything; `npm run check`: the quick part; `npm test -- --only unit,db`: just those.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { wordsFor } from './lib/explain.mjs';
import { withCleanUp } from './lib/lifetime.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { projectRoot as root } from './lib/project-root.mjs';
import { makeReady } from './lib/ready.mjs';
import { duration, step } from './lib/steps.mjs';

const SHOWN_LINES = 150;

function chooseStages(stages, quick) {
  const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean' } } });
  const keys = values.only?.split(',') ?? (values.quick ? quick : stages.map(({ key }) => key));
  const unknown = keys.filter((key) => !stages.some((stage) => stage.key === key));
  if (unknown.length > 0) {
    const known = stages.map(({ key }) => key).join(',');
    throw new PlainError('UNKNOWN_STAGE', `There is no stage called ${unknown.join(', ')}.`, `Choose from: ${known}`);
  }
  return stages.filter(({ key }) => keys.includes(key));
}

async function runStage(stage, earlier) {
  const needed = earlier.find(({ key }) => key === stage.needs);
  if (needed?.failed > 0) {
    console.log(`▸ ${stage.title}\n  · not run, because "${needed.title}" failed`);
    const notRun = [{ name: stage.title, why: `"${needed.title}" failed` }];
    return { key: stage.key, title: stage.title, passed: 0, failed: 0, notRun, timeMs: 0 };
  }
  const began = performance.now();
  console.log(`▸ ${stage.title}`);
  let result;
  try {
    result = await stage.run();
  } catch (error) {
    result = { passed: 0, failed: 1, notRun: [], output: wordsFor(error) };
  }
  const { output, mend, ...numbers } = result;
  const timeMs = performance.now() - began;
  const logFile = path.join('.data', 'reports', `${stage.key}.log`);
  mkdirSync(path.dirname(logFile), { recursive: true });
  writeFileSync(logFile, output);
  if (numbers.failed > 0) {
    console.log(output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n').replace(/^/gm, '    '));
    if (mend) console.log(`  → ${mend}`);
    console.log(`  ✗ ${numbers.passed} passed, ${numbers.failed} failed (${duration(timeMs)}; all of it: ${logFile})`);
  } else console.log(`  ✓ ${numbers.passed} passed (${duration(timeMs)})`);
  return { key: stage.key, title: stage.title, ...numbers, timeMs };
}

withCleanUp(async () => {
  process.chdir(root);
  await makeReady(root);
  // What follows uses installed packages, so it is imported only once they are there.
  const { QUICK, STAGES } = await import('./lib/stages.mjs');
  const { generateClient } = await import('./lib/prisma.mjs');
  const { makeKernel } = await import('./lib/kernel.mjs');
  const { notRunText, table, total } = await import('./lib/summary.mjs');
  const stages = chooseStages(STAGES, QUICK);
  await step('Database client', () => generateClient(root));
  await step('Kernel', () => makeKernel(root));

  const results = [];
  for (const stage of stages) results.push(await runStage(stage, results));
  const sum = total(results);
  for (const { title } of STAGES.filter((stage) => !stages.includes(stage))) {
    sum.notRun.push({ name: title, why: 'not asked for' });
  }
  console.log(`\n${table(results)}\n`);
  const missing = notRunText(sum.notRun);
  if (missing) console.log(`${missing}\n`);
  writeFileSync(path.join('.data', 'reports', 'summary.json'), JSON.stringify(sum, null, 2));
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed > 0 ? 1 : 0;
});
