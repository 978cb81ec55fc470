import { loadEnvironmentFile } from './environment.mjs';
import { nodeTooOld } from './explain.mjs';
import { installPackages } from './packages.mjs';
import { step } from './steps.mjs';

/**
 * What every command needs first: a Node that is new enough, the variables of `.env`, the packages.
 * This file and all that it imports must work before there is a node_modules.
 */
export async function makeReady(root) {
  const tooOld = nodeTooOld();
  if (tooOld) throw tooOld;
  loadEnvironmentFile(root);
  await step('Packages', () => installPackages(root));
}
