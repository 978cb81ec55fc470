import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explain } from './explain.mjs';
import { hashFiles } from './hash-files.mjs';
import { capture } from './run.mjs';

/** Everything that ends up in a production build. */
const SOURCES = [
  ...['app', 'components', 'i18n', 'lib', 'messages', 'public', 'prisma/schema'],
  ...['proxy.ts', 'instrumentation.ts', 'next.config.mjs', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json'],
];
const isBesideTheBuild = (file) => /\.test\.tsx?$|^lib\/(cli|server\/generated|server\/testing)\//.test(file);

const stampFile = (root) => path.join(root, '.next', 'sources.sha256');

function isUpToDate(root, wanted) {
  if (!existsSync(path.join(root, '.next', 'BUILD_ID')) || !existsSync(stampFile(root))) return false;
  return readFileSync(stampFile(root), 'utf8') === wanted;
}

/** Makes the production build, unless the one that is there was made from the same sources (or `force`). */
export async function build(root, { force = false } = {}) {
  const wanted = hashFiles(root, SOURCES, isBesideTheBuild);
  if (!force && isUpToDate(root, wanted)) return 'already built from these sources';
  // Next's own type check can go on reporting a fault that is mended since: it starts anew each time.
  rmSync(path.join(root, '.next', 'cache', '.tsbuildinfo'), { force: true });
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const { code, signal, output } = await capture([path.join(root, 'node_modules', '.bin', 'next'), 'build'], {
    cwd: root,
    env,
  });
  if (code !== 0) throw explain(signal ? `${output}\n${signal}` : output, 'The build failed.');
  writeFileSync(stampFile(root), wanted);
  return 'built';
}
