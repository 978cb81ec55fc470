import { createHash } from 'node:crypto';
import path from 'node:path';
import { constants, Script } from 'node:vm';
import { build } from 'esbuild';
import fastCheck from 'fast-check';

// The first counterexample is enough, and the same mutant meets the same examples every time.
fastCheck.configureGlobal({ endOnFailure: true, seed: 20_260 });
keepCompiledModules();

/** WebAssembly programs are compiled once a process, not once a mutant: none of them is ever mutated. */
function keepCompiledModules() {
  const { Module } = WebAssembly;
  const known = new Map();
  const construct = (_, [bytes]) => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (!known.has(hash)) known.set(hash, new Module(bytes));
    return known.get(hash);
  };
  WebAssembly.Module = new Proxy(Module, { construct });
}

/**
 * Puts a test file and all of our modules behind it into one program.
 * @param root folder that the names start from
 * @returns a function that loads the file with fresh modules, given what "vitest" stands for
 */
export async function bundle(root, file) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [`./${file}`],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': root, '#sha2': path.join(root, 'lib/crypto/sha2/native.ts') },
    define: { 'import.meta.url': JSON.stringify(`file://${path.join(root, file)}`) },
    logLevel: 'silent',
  });
  const names = Object.values(result.metafile.outputs).flatMap(({ imports }) => imports.map((entry) => entry.path));
  const packages = new Map();
  for (const name of names) if (name !== 'vitest') packages.set(name, await import(name));
  const script = new Script(`(async (required) => {${withoutImports(result.outputFiles[0].text)}\n})`, {
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return (vitest) => script.runInThisContext()((name) => (name === 'vitest' ? vitest : packages.get(name)));
}

/** The program as the body of a function, which can run many times: imports of packages become look-ups. */
function withoutImports(program) {
  return program
    .replaceAll(/^import "[^"]+";$/gm, '')
    .replaceAll(/^import \* as (\S+) from ("[^"]+");$/gm, 'const $1 = required($2);')
    .replaceAll(/^import (\w+) from ("[^"]+");$/gm, 'const $1 = required($2).default;')
    .replaceAll(/^import (\{[^}]+\}) from ("[^"]+");$/gm, (_, names, from) => {
      return `const ${names.replaceAll(' as ', ': ')} = required(${from});`;
    });
}
