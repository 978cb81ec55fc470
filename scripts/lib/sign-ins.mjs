import { readState } from './state-file.mjs';

/**
 * The text that tells a visitor of the demo where to go and how to sign in.
 * `file` is written by the seed: `{addresses: [{what, at}], signIns: [{who, at, secret}], keyFiles: [{who, file, passphrase}]}`;
 * `at` are paths of the site.
 */
export function signInsText(file, origin) {
  const { addresses = [], signIns = [], keyFiles = [] } = readState(file) ?? {};
  const width = Math.max(
    ...[...addresses.map(({ what }) => what), ...signIns.map(({ who }) => who)].map((t) => t.length),
  );
  const rows = addresses.map(({ what, at }) => `  ${what.padEnd(width)}  ${origin}${at}`);
  const people = signIns.map(({ who, at, secret }) => `  ${who.padEnd(width)}  ${origin}${at}  ${secret}`);
  const keys = keyFiles.map(
    ({ who, file, passphrase }) => `  ${who.padEnd(width)}  ${file}  passphrase: ${passphrase}`,
  );
  return ['Addresses', ...rows, '', 'Sign in as', ...people, '', 'Key files of the open contest', ...keys].join('\n');
}
