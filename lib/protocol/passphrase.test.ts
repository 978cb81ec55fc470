import { describe, expect, it } from 'vitest';
import { passphraseStrength } from './passphrase';

describe('passphraseStrength', () => {
  it.each([
    ['', 'too_short'],
    ['Xq7#mPz2!aa', 'too_short'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'easy'],
    ['abcdefghijklmnop', 'easy'],
    ['123456789012', 'easy'],
    ['qwertyuiopasdf', 'easy'],
    ['largo largo largo largo', 'easy'],
    ['minha senha longa', 'easy'],
    ['quatro largas pedras brancas', 'fair'],
    ['seis janelas azuis sobre um largo vazio', 'strong'],
    ['v7!kQz0p#Wm4-Rt8', 'strong'],
  ])('says that "%s" is %s', (passphrase, strength) => {
    expect(passphraseStrength(passphrase)).toBe(strength);
  });
});
