// Compiles the arithmetic kernel (lib/crypto/kernel) where its sources have changed. Runs after `npm install` and before
// builds and tests.
import { makeKernel } from './lib/kernel.mjs';
import { projectRoot as root } from './lib/project-root.mjs';

console.log(`Kernel: ${await makeKernel(root)}`);
