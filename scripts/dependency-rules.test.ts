import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { always, atRunTime } from '../.dependency-cruiser.mjs';
import { checkDependencies } from './lib/dependency-rules.mjs';

/** A small project that keeps every rule: what each file imports. */
const GOOD: Record<string, string[]> = {
  'lib/result.ts': [],
  'lib/crypto/group.ts': ['@noble/hashes'],
  'lib/protocol/ballot.ts': ['@/lib/crypto/group', 'zod'],
  'lib/counting/types.ts': [],
  'lib/counting/greedy.ts': ['./types', 'type @/lib/allocation/types'],
  'lib/allocation/types.ts': ['type @/lib/counting/types'],
  'lib/server/db.ts': ['@/lib/crypto/group', 'pg'],
  'lib/server/auth.ts': ['./db', 'next'],
  'lib/people/service.ts': ['./rules', '@/lib/server/db', '@/lib/result'],
  'lib/people/rules.ts': [],
  'lib/voting/service.ts': ['./ballots/store', '@/lib/people/service', '@/lib/protocol/ballot'],
  'lib/voting/ballots/store.ts': ['@/lib/server/db', '@/lib/protocol/ballot'],
  'lib/client/worker.ts': ['@/lib/protocol/ballot'],
  'lib/cli/main.ts': ['./verify', 'node:fs'],
  'lib/cli/verify.ts': ['@/lib/protocol/ballot'],
  'components/ui/button.tsx': ['react'],
  'components/shell/footer.tsx': ['../ui/button', '@/i18n/routing'],
  'components/entitlement/note.tsx': ['../ui/button'],
  'components/voting/booth.tsx': [
    '../ui/button',
    '../entitlement/note',
    '@/lib/client/worker',
    'type @/lib/voting/service',
  ],
  'app/page.tsx': ['@/lib/voting/service', '@/lib/server/auth', '@/components/voting/booth'],
  'app/layout.tsx': ['@/components/shell/footer'],
  'i18n/routing.ts': [],
  'prisma/seed.ts': ['@/lib/server/db'],
  'scripts/tool.ts': [],
  'second-verifier/group.ts': ['@noble/curves'],
  'second-verifier/main.ts': ['./group', 'node:fs'],
  'lib/server/testing/empty.ts': [],
};

/** For each rule: a file, and imports that it must refuse there. */
const BAD: [rule: string, file: string, imports: string[]][] = [
  ['every-import-is-found', 'lib/people/bad.ts', ['./nowhere', 'no-such-package']],
  ['crypto-imports-noble', 'lib/crypto/bad.ts', ['zod', '@/lib/result', '@/lib/protocol/ballot', 'node:crypto']],
  ['protocol-imports-crypto-and-zod', 'lib/protocol/bad.ts', ['@noble/curves', '@/lib/result', '@/lib/server/db']],
  ['counting-imports-nothing-of-ours', 'lib/counting/bad.ts', ['@/lib/crypto/group', '@/lib/result']],
  ['allocation-imports-nothing-of-ours', 'lib/allocation/bad.ts', ['@/lib/protocol/ballot', '@/lib/server/db']],
  ['pure-cores-use-no-built-in-modules', 'lib/counting/bad.ts', ['node:fs', 'node:crypto']],
  ['pure-cores-use-no-framework', 'lib/allocation/bad.ts', ['react', 'next', 'pg']],
  ['counting-takes-only-types-from-allocation', 'lib/counting/bad.ts', ['@/lib/allocation/types']],
  ['allocation-takes-only-types-from-counting', 'lib/allocation/bad.ts', ['@/lib/counting/types']],
  ['features-import-cores-and-server', 'lib/people/bad.ts', ['@/lib/client/worker', '@/components/ui/button']],
  ['features-meet-through-service-and-queries', 'lib/voting/bad.ts', ['@/lib/people/rules', 'type @/lib/people/rules']],
  ['server-imports-cores', 'lib/server/bad.ts', ['@/lib/people/service', '@/lib/client/worker']],
  ['client-imports-cores', 'lib/client/bad.ts', ['@/lib/server/db', '@/lib/voting/service', '@/components/ui/button']],
  ['client-uses-no-built-in-modules', 'lib/client/bad.ts', ['node:fs']],
  ['cli-imports-cores', 'lib/cli/count.ts', ['@/lib/server/db', '@/lib/result', '@/lib/people/service']],
  ['cli-never-reaches-server', 'lib/cli/count.ts', ['./helper']],
  ['ui-imports-nothing-of-ours', 'components/ui/bad.tsx', ['@/lib/result', '@/components/shell/footer']],
  ['shell-imports-ui', 'components/shell/bad.tsx', ['@/lib/voting/service', '@/components/voting/booth']],
  ['feature-components-import-ui-client-and-cores', 'components/voting/bad.tsx', ['@/lib/voting/service']],
  ['feature-components-import-ui-client-and-cores', 'components/people/bad.tsx', ['@/components/voting/booth']],
  ['feature-components-import-ui-client-and-cores', 'components/entitlement/bad.tsx', ['@/components/voting/booth']],
  ['app-never-imports-the-database', 'app/bad.ts', ['@/lib/server/db', 'type @/lib/server/db']],
  ['app-imports-features-and-components', 'app/bad.ts', ['@/lib/cli/verify', '@/prisma/seed']],
  ['nothing-imports-app', 'components/voting/bad.tsx', ['@/app/page', 'type @/app/page']],
  ['nothing-imports-app', 'lib/people/bad.ts', ['@/app/page']],
  ['ballot-side-never-reaches-people', 'lib/voting/ballots/bad.ts', ['@/lib/people/service', '@/lib/server/auth']],
  ['ballot-side-never-reaches-people', 'lib/voting/ballots/bad.ts', ['type @/lib/people/rules']],
  ['ballot-side-never-reaches-people', 'lib/voting/ballots/bad.ts', ['../service']],
  ['people-side-never-imports-ballots', 'lib/people/bad.ts', ['@/lib/voting/ballots/store']],
  [
    'second-verifier-shares-nothing',
    'second-verifier/bad.ts',
    ['@/lib/crypto/group', 'type @/lib/protocol/ballot', '../lib/result', 'zod', 'node:crypto'],
  ],
  ['only-the-second-verifier-runs-noble-curves', 'lib/crypto/bad.ts', ['@noble/curves', 'type @noble/curves']],
  ['nothing-imports-second-verifier', 'lib/protocol/bad.ts', ['@/second-verifier/group']],
  ['nothing-imports-second-verifier', 'app/bad.ts', ['@/second-verifier/group', 'type @/second-verifier/group']],
  ['product-never-imports-tools', 'lib/server/bad.ts', ['@/scripts/tool', '@/prisma/seed']],
  ['product-never-imports-test-support', 'lib/people/bad.ts', ['@/lib/server/testing/empty']],
];

const PACKAGES = ['@noble/curves', '@noble/hashes', 'zod', 'react', 'next', 'pg'];

const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'largo-rules-')));

function write(file: string, text: string) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** One line per import; those of a component are followed by JSX, which the reader must also cope with. */
function source(file: string, imports: string[]): string {
  const lines = imports.map((words, index) => {
    const [first = '', second] = words.split(' ');
    return second ? `import type { a${index} } from '${second}';` : `import * as a${index} from '${first}';`;
  });
  const body = file.endsWith('x')
    ? 'export const Part = () => <p>{1 as number}</p>;'
    : 'export const value: number = 1;';
  return `${lines.join('\n')}\n${body}\n`;
}

const folders = ['app', 'components', 'lib', 'i18n', 'second-verifier'];
const brokenRules = async () => (await checkDependencies(root, folders)).violations;

beforeAll(() => {
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  for (const [file, imports] of Object.entries(GOOD)) write(file, source(file, imports));
  write('lib/cli/helper.ts', source('lib/cli/helper.ts', ['@/lib/server/db']));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('dependency rules', () => {
  test('accept a project that keeps them', async () => {
    expect(await brokenRules()).toEqual([]);
  });

  test('are all proved below', () => {
    const names = [...always, ...atRunTime].map(({ name }) => name);
    expect([...new Set(BAD.map(([rule]) => rule))].sort()).toEqual(names.sort());
  });

  const cases = BAD.flatMap(([rule, file, imports]) => imports.map((one) => [rule, file, one] as const));
  test.each(cases)('%s: %s must not import %s', async (rule, file, one) => {
    write(file, source(file, [one]));
    try {
      const found = (await brokenRules()).filter((violation) => violation.from === file);
      expect(found.map((violation) => violation.rule)).toContain(rule);
    } finally {
      rmSync(path.join(root, file));
    }
  });
});
