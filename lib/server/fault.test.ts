import { describe, expect, test } from 'vitest';
import { invariant } from '@/lib/result';
import { faultOf } from './fault';

const caught = (work: () => void) => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('faultOf', () => {
  test('SEC-11: tells class, code and place of an error, and nothing of what it quotes', () => {
    const error = Object.assign(new TypeError('ana@city.example\n    at secret'), { code: 'P2002', meta: 'ana' });
    const fault = faultOf(error);
    expect(fault).toMatchObject({ name: 'TypeError', code: 'P2002' });
    expect(JSON.stringify(fault)).not.toMatch(/ana|secret/);
    expect(fault.at?.join()).toContain('fault.test.ts');
    expect(Object.keys(fault).sort()).toEqual(['at', 'code', 'name']);
  });

  test('tells our own invariants, also those among several faults, and survives what is no error', () => {
    const broken = caught(() => invariant(false, 'a stored election is valid'));
    expect(faultOf(new AggregateError([broken, 'text'])).faults).toMatchObject([
      { message: 'Invariant broken: a stored election is valid' },
      { name: 'string' },
    ]);
    expect(faultOf(null)).toEqual({ name: 'object' });
  });
});
