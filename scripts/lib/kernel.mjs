import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { constantsSource } from '../kernel/constants.mjs';
import { productSource } from '../kernel/products.mjs';
import { hashFiles } from './hash-files.mjs';

const FOLDER = path.join('lib', 'crypto', 'kernel');
const ASSEMBLY = path.join(FOLDER, 'assembly');
const RESULT = path.join(FOLDER, 'kernel.generated.ts');
const SOURCES = [ASSEMBLY, 'scripts/kernel', 'scripts/lib/kernel.mjs', 'node_modules/assemblyscript/package.json'];
const GENERATED = { 'constants.generated.ts': constantsSource, 'products.generated.ts': productSource };

/** No run-time support is linked in: the kernel allocates nothing and calls nothing outside itself. */
const OPTIONS = [
  ...['--optimizeLevel', '3', '--noAssert', '--runtime', 'stub', '--use', 'abort=', '--initialMemory', '4'],
  ...['--enable', 'simd,bulk-memory', '--disableWarning', '112'],
];

/** Files appear whole or not at all, for several programs may make them at once. */
function put(root, file, text) {
  const folder = mkdtempSync(path.join(root, FOLDER, '.making-'));
  try {
    writeFileSync(path.join(folder, 'file'), text);
    renameSync(path.join(folder, 'file'), path.join(root, file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The bytes of the WebAssembly module; the same for the same sources. The generated ones must be there.
 * @param {string[]} [further] further options of the compiler
 */
export async function compileKernel(root, further = []) {
  const { default: asc } = await import('assemblyscript/asc');
  let bytes;
  const { error, stderr } = await asc.main(
    ['index.ts', '--baseDir', path.join(root, ASSEMBLY), '--outFile', 'kernel.wasm', ...OPTIONS, ...further],
    {
      writeFile: (_name, contents) => {
        bytes = contents;
      },
    },
  );
  if (error || !bytes) throw new Error(`The kernel does not compile: ${error?.message}\n${stderr}`);
  return bytes;
}

/**
 * Compiles the arithmetic kernel to lib/crypto/kernel/kernel.generated.ts, unless the one that is there belongs to these
 * sources. Resolves with what was done, in words.
 */
export async function makeKernel(root) {
  const stamp = `// Compiled from the sources with this SHA-256: ${hashFiles(root, SOURCES, (file) => file.endsWith('.generated.ts'))}`;
  const result = path.join(root, RESULT);
  const isThere = Object.keys(GENERATED).every((name) => existsSync(path.join(root, ASSEMBLY, name)));
  if (isThere && existsSync(result) && readFileSync(result, 'utf8').startsWith(stamp)) return 'already compiled';
  for (const [name, source] of Object.entries(GENERATED)) put(root, path.join(ASSEMBLY, name), source());
  const text = Buffer.from(await compileKernel(root)).toString('base64');
  put(root, RESULT, `${stamp}\nexport const KERNEL_BASE64 =\n  '${text}';\n`);
  return 'compiled';
}
