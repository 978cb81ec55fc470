import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { specVectors } from './spec-vectors/all';
import { world } from './spec-vectors/world';

const FOLDER = new URL('../docs/spec/vectors/', import.meta.url);
const published = readdirSync(FOLDER).filter((name) => /^\d\d-.*\.json$/.test(name));
let computed: Map<string, string>;

beforeAll(async () => {
  computed = await specVectors();
});

describe('the vectors of the specification', () => {
  it('are as many as our code makes', () => {
    expect(published).toEqual([...computed.keys()].sort());
  });

  it.each(published)('%s holds what our code gives', (name) => {
    expect(readFileSync(new URL(name, FOLDER), 'utf8')).toBe(computed.get(name));
  });

  it('agree with another program where its election is used', () => {
    const read = (name: string) => JSON.parse(computed.get(name) as string);
    expect(read('08-ballots.json')).toMatchObject({
      ballot: world.firstBallot.text,
      tracker: world.firstBallot.tracker,
    });
    expect(read('11-mixing.json')).toMatchObject({
      tally: world.tally,
      sized: world.sized,
      shuffle: world.firstShuffle.text,
    });
    expect(read('12-opening.json').result).toBe(world.result);
    expect(read('12-opening.json').sidecar.transcript).toBe(world.sidecar.transcript);
    expect(read('02-points-and-scalars.json').generators[0].point).toBe(
      'd6f7c1ea42e2474a28baea1141185bb7b39fe58011e5fc31d093b5c9345f18c7',
    );
    expect(read('13-archive.json').events[1]).toContain(
      '5ecb3fca5c39817a0cc9d6fb304682e9b60343c29e676fd5ff2111d1758631da',
    );
  });
});
