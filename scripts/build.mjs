// `npm run build`: the production build, always made anew.
import { build } from './lib/build.mjs';
import { failPlainly } from './lib/explain.mjs';
import { makeKernel } from './lib/kernel.mjs';
import { generateClient } from './lib/prisma.mjs';
import { projectRoot as root } from './lib/project-root.mjs';
import { step } from './lib/steps.mjs';

async function main() {
  await step('Database client', () => generateClient(root));
  await step('Kernel', () => makeKernel(root));
  await step('Production build', () => build(root, { force: true }));
}

main().catch(failPlainly);
