import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { count, percent } from '../mutation-score.mjs';
import { projectRoot as root } from '../project-root.mjs';

const [BEGIN, END] = ['<!-- scores -->', '<!-- /scores -->'];

function sumOf(counts) {
  const total = counts.reduce((sum, each) => sum + each.total, 0);
  return { total, found: counts.reduce((sum, each) => sum + each.found, 0) };
}

function folderRow(folder, files, scores) {
  const inside = files.filter((file) => file.startsWith(`${folder}/`));
  const measured = inside.filter((file) => scores[file]?.mutants);
  const { found, total } = sumOf(measured.map((file) => count(scores[file])));
  return `| ${folder} | ${found} of ${total} | ${percent(found, total)} | ${measured.length} of ${inside.length} |`;
}

function fileRow(file, score, hash) {
  if (!score?.mutants) return `| ${file} | | not measured | |`;
  const { found, total } = count(score);
  const since = score.hash === hash ? '' : ', file or tests changed since';
  return `| ${file} | ${found} of ${total} | ${percent(found, total)} | ${score.date}${since} |`;
}

/** Writes the known scores between the marks of a document, in place of what stood there. */
export function writeDocument(document, files, scores, hashOf) {
  const text = readFileSync(document, 'utf8');
  const [before, after] = [text.slice(0, text.indexOf(BEGIN) + BEGIN.length), text.slice(text.indexOf(END))];
  const folders = ['| Folder | Faults found | Share | Files measured |', '| --- | --- | --- | --- |'];
  for (const folder of ['lib/crypto', 'lib/protocol']) folders.push(folderRow(folder, files, scores));
  const rows = ['| File | Faults found | Share | Measured |', '| --- | --- | --- | --- |'];
  for (const file of files) rows.push(fileRow(file, scores[file], hashOf(file)));
  writeFileSync(document, `${before}\n\n${folders.join('\n')}\n\n${rows.join('\n')}\n\n${after}`);
  spawnSync(path.join(root, 'node_modules/.bin/biome'), ['format', '--write', document]);
}
