import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import * as z from 'zod';
import { generateSigningKey, signingPublicKey } from '@/lib/crypto/signing';
import { fromHex, toHex } from '@/lib/protocol/hex';
import { hexText } from '@/lib/protocol/texts';
import { cosign, cosignatureText } from '@/lib/protocol/witness';
import { EXIT, Failure } from './failure';
import { type MonitorOptions, type MonitorWorld, monitor, realWorld, withWatching } from './monitor';
import { entries } from './monitor-report';
import { Alarmed, type Round } from './monitor-round';

const keySchema = z.strictObject({ kind: z.literal('largo-witness-key'), publicKey: hexText, secretKey: hexText });

/** `largo witness`: a monitor that signs what it has checked, so that a board needs its help to show two faces. */
export function witnessCommand(world: MonitorWorld = realWorld): Command {
  const witness = new Command('witness').description('Watch a board and co-sign its heads with a key of your own.');
  witness
    .command('new-key')
    .description('Make a witness’s key.')
    .argument('<file>', 'where to keep it; nobody else may read it')
    .action((file: string) => newKey(world, file));
  const watch = witness
    .command('watch', { isDefault: true })
    .description('Watch a board and co-sign every head that passes.')
    .requiredOption('--key <file>', 'the key that “largo witness new-key” made');
  withWatching(watch).action(async (url: string, options: Omit<MonitorOptions, 'receipt'> & { key: string }) => {
    const secretKey = readKey(options.key);
    await monitor(world, url, { ...options, receipt: [] }, (round) => cosignHead(world, round, secretKey));
  });
  return witness;
}

function newKey(world: MonitorWorld, file: string): void {
  const { secretKey, publicKey } = generateSigningKey((length) => Uint8Array.from(randomBytes(length)));
  const key = { kind: 'largo-witness-key', publicKey: toHex(publicKey), secretKey: toHex(secretKey) };
  try {
    // A key is never written over: what it signed could not be told from a stranger's words any more.
    writeFileSync(file, `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const why = isThere ? 'there is a file of that name already' : (error as NodeJS.ErrnoException).code;
    throw new Failure(`cannot write ${file}: ${why}`, EXIT.usage);
  }
  world.say(`Your public key: ${key.publicKey}`);
  world.say('Publish it where people know you, and give it to the city, which names its witnesses on the board.');
}

function readKey(file: string): Uint8Array {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(`cannot read ${file}: ${code ?? 'not a key file'}`, EXIT.usage);
  }
  const parsed = keySchema.safeParse(json);
  const secretKey = parsed.success ? fromHex(parsed.data.secretKey, 32) : null;
  if (!secretKey || toHex(signingPublicKey(secretKey)) !== parsed.data?.publicKey) {
    throw new Failure(`${file} is not the key file of a witness`, EXIT.usage);
  }
  return secretKey;
}

/** Signs the latest head that was accepted; it extends all heads in the folder, so also all that were co-signed. */
async function cosignHead(
  world: MonitorWorld,
  { client, state, watched }: Round,
  secretKey: Uint8Array,
): Promise<void> {
  const { head } = watched.watch;
  if (!head) return;
  const text = cosignatureText(cosign(head, secretKey));
  if (!state.readCosignatures().includes(text)) state.appendCosignature(text);
  const refusal = await client.cosign(text);
  if (refusal === null) return world.say(`  Co-signed ${entries(head.size)}, and the board has taken it.`);
  if (refusal.refused === 'cosignature_of_another_head') {
    const message = `the board signed a head of ${entries(head.size)} for us and does not know it`;
    throw new Alarmed({ code: 'split_view', message, heads: [head] });
  }
  const why =
    refusal.refused === 'unknown_witness' ? 'the city has not named your key as a witness’s yet' : refusal.refused;
  world.say(`  Co-signed ${entries(head.size)} in your folder. The board does not take it: ${why}.`);
}
