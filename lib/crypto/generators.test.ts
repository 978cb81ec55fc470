import { describe, expect, it } from 'vitest';
import { chainGenerator, deriveGenerator, generatorList, prepareGenerators, shuffleGenerator } from './generators';
import { parsePoint, pointText } from './group';
import { COST, Pace } from './pace';

class Meter extends Pace {
  spent = 0;

  override spend(additions: number): Promise<void> {
    this.spent += additions;
    return super.spend(additions);
  }
}

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

  it('are made together as they are made one by one, also for several at a time', async () => {
    expect((await generatorList(0, new Pace(0))).length).toBe(0);
    const meter = new Meter(0);
    const lists = await Promise.all([generatorList(1030, meter), generatorList(1100, meter)]);
    expect(lists.map((list) => list.length)).toEqual([1030, 1100]);
    for (const list of lists) {
      for (const i of [0, 1, 511, 512, 1023, 1024, 1029]) {
        expect(pointText(list.at(i)), `h_${i}`).toBe(pointText(deriveGenerator(i)));
      }
    }
    expect(meter.spent).toBeGreaterThan(1100 * COST.decode);
    const again = new Meter(0);
    expect((await generatorList(7, again)).length).toBe(7);
    expect(again.spent).toBe(0);
  });

  it('are prepared once, at the cost that is said', async () => {
    const [first, second] = [new Meter(0), new Meter(0)];
    await prepareGenerators(60, first);
    await prepareGenerators(60, second);
    expect(first.spent).toBeGreaterThanOrEqual(40 * COST.decode);
    expect(second.spent).toBe(0);
    expect(shuffleGenerator(59).text).toBe(pointText(deriveGenerator(59)));
  });
});
