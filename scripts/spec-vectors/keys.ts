import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { deriveCredential } from '@/lib/protocol/credentials';
import {
  credentialMessage,
  deriveRegistrationKey,
  generateCode,
  normaliseCode,
  possessionMessage,
  signInMessage,
  signMessage,
} from '@/lib/protocol/registration';
import { rollEntryHash, rollRoot } from '@/lib/protocol/roll';
import { fixedScalars } from '@/lib/protocol/testing/fixed-scalars';
import { scalars, world } from './world';

const UUID = 'bB7qufT9UHBQmW';
const ROUND = 'round-2027';

function typed(code: string): string[] {
  const wrong = code.replace(/.$/, (letter) => (letter === '0' ? '1' : '0'));
  return [code.toLowerCase(), ` ${code.replaceAll('-', ' ')}`, code.replaceAll('-', '–'), wrong, code.slice(0, -1)];
}

export function keyVectors(): object {
  const code = generateCode(seededRandom('specification|code'));
  const registration = deriveRegistrationKey(ROUND, code);
  const credential = deriveCredential(UUID, world.credential);
  const nonces = scalars('keys', 3);
  const sign = (secret: bigint, text: string, nonce: string | undefined) => ({
    text,
    nonce,
    signature: signMessage(secret, text, fixedScalars([nonce ?? '0'])),
  });
  const entries = [
    { salt: '00112233445566778899aabbccddeeff', registrationKey: registration.publicKey, slotId: 'slot-1' },
    { salt: 'ffeeddccbbaa99887766554433221100', registrationKey: null, slotId: 'slot-2' },
    { salt: '0123456789abcdef0123456789abcdef', registrationKey: credential.publicKey, slotId: 'slot-3' },
  ];
  return {
    about: 'Chapter 5. One voting code with its key, one credential, the messages that bind them, and a small roll.',
    code: { round: ROUND, code, secret: registration.secret.toString(), publicKey: registration.publicKey },
    typed: typed(code).map((text) => ({ text, normalised: normaliseCode(text) })),
    credential: {
      uuid: UUID,
      text: world.credential,
      secret: credential.secret.toString(),
      publicKey: credential.publicKey,
    },
    messages: [
      sign(registration.secret, credentialMessage(UUID, credential.publicKey), nonces[0]),
      sign(credential.secret, possessionMessage(UUID, registration.publicKey), nonces[1]),
      sign(credential.secret, possessionMessage(UUID, 'vouched'), nonces[2]),
      { text: signInMessage(ROUND, registration.publicKey, 'nonce-1') },
    ],
    roll: { entries: entries.map((entry) => ({ ...entry, hash: rollEntryHash(entry) })), root: rollRoot(entries) },
  };
}
