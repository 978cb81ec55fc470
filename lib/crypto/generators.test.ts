import { describe, expect, it } from 'vitest';
import { chainGenerator, deriveGenerator, shuffleGenerator } from './generators';
import { parsePoint, pointText } from './group';

describe('generators (docs/spec, chapter 2)', () => {
  it.each([
    [-1, 'd6f7c1ea42e2474a28baea1141185bb7b39fe58011e5fc31d093b5c9345f18c7'],
    [0, 'c95c81b40c41366b2e62e68fec3c5fa4dbb93f0c3c242ac2fe7a07c0e0fd92fe'],
    [1, '8278c9f7f36153e64f1e858bf1bfbf7f3a42f2f9589a4010c192a5d11c89746c'],
    [2, 'bcca925cb3e87758dd8c325e78ab8acf08aba5fbdf64efe70c7aabda335de064'],
  ])('h_%i', (index, text) => {
    expect(pointText(deriveGenerator(index))).toBe(text);
    expect((index < 0 ? chainGenerator() : shuffleGenerator(index)).text).toBe(text);
  });

  it('are distinct elements of the subgroup', () => {
    const texts = Array.from({ length: 20 }, (_, i) => shuffleGenerator(i).text);
    expect(new Set(texts).size).toBe(20);
    for (const text of texts) expect(parsePoint(text)).not.toBeNull();
  });
});
