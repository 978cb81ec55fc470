import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommanderError } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hash64 } from '@/lib/crypto/hash';
import { headText, type SignedHead, signReceipt, verifyHead } from '@/lib/protocol/board';
import { parseCosignature, verifyCosignature } from '@/lib/protocol/witness';
import { EXIT, Failure } from './failure';
import { type MonitorWorld, monitorCommand, realWorld } from './monitor';
import { PretendBoard } from './testing/pretend-board';
import { ballot, close, registration, sampleElection } from './testing/sample-log';
import { witnessCommand } from './witness';

const election = sampleElection('monitor');
const many = (count: number) => Array.from({ length: count }, (_, i) => registration(i));
let board: PretendBoard;
let folder: string;
let waits: number[];
let now: Date;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'largo-monitor-'));
  board = new PretendBoard(election);
  board.grow(election.first);
  board.grow(...many(5), ballot(0), ballot(1));
  await board.listen();
  waits = [];
  now = new Date('2027-03-05T12:30:00Z');
});
afterEach(async () => {
  await board.close();
  rmSync(folder, { recursive: true, force: true });
});

type Run = { code: number; out: string; err: string };
const inFolder = (name: string) => path.join(folder, name);
const kept = (name = 'state') =>
  readFileSync(path.join(folder, name, 'heads.jsonl'), 'utf8')
    .trim()
    .split('\n');

async function run(command: ReturnType<typeof monitorCommand>, world: { out: string }, args: string[]): Promise<Run> {
  const result = { code: 0, out: '', err: '' };
  try {
    for (const each of [command, ...command.commands]) {
      each.exitOverride().configureOutput({ writeErr: (text) => (result.err += text) });
    }
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) result.code = EXIT.usage;
    else if (error instanceof Failure) Object.assign(result, { code: error.exitCode, err: error.message });
    else throw error;
  }
  return { ...result, out: world.out };
}

/** The command in this process, with a clock and waits of the test's own; the network is real. */
function pretendWorld(onWait: (times: number) => void = () => undefined): MonitorWorld & { out: string } {
  const world = {
    ...realWorld,
    out: '',
    now: () => now,
    random: () => 0,
    wait: async (milliseconds: number) => {
      waits.push(milliseconds);
      onWait(waits.length);
    },
    say: (line: string) => {
      world.out += `${line}\n`;
    },
  };
  return world;
}
function monitor(args: string[] = [], onWait?: (times: number) => void): Promise<Run> {
  const world = pretendWorld(onWait);
  return run(monitorCommand(world), world, [board.address, '--state', inFolder('state'), ...args]);
}

/** The evidence of the one alarm that was raised. */
function evidence(): { code: string; heads: SignedHead[]; boardKey: string } {
  const [file, ...more] = readdirSync(inFolder('state')).filter((name) => name.startsWith('alarm-'));
  expect(more).toEqual([]);
  return JSON.parse(readFileSync(path.join(inFolder('state'), file as string), 'utf8'));
}
/** Two heads that both carry the board's signature: proof to anybody. */
function expectTwoFaces(): void {
  const { heads, boardKey } = evidence();
  expect(heads).toHaveLength(2);
  expect(heads.every((head) => verifyHead(head, boardKey))).toBe(true);
}

describe('an honest board', () => {
  it('is kept head by head, and extends what was kept the last time', async () => {
    const first = await monitor();
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain(`board key ${election.boardKey}`);
    expect(first.out).toContain('8 entries, 8 new');
    board.grow(...Array.from({ length: 1500 }, (_, i) => ballot(100 + i)));
    board.grow(registration('late'), close);
    const second = await monitor();
    expect(second.out).toContain('1510 entries, 1502 new');
    expect(second.out).toContain('voting is closed');
    expect(second.out).not.toContain('First look');
    expect(kept()).toEqual(board.heads.map(headText));
    expect((await monitor()).out).toContain('0 new');
  });

  it('is watched on and on, through faults of the network, without a false alarm', async () => {
    const stop = new Error('stop');
    board.tamper = () => ({ status: 503, body: 'maintenance' });
    const looks = monitor(['--every', '10'], (times) => {
      if (times === 1)
        board.tamper = (path) => (path === 'leaves' ? { body: '<html>sign in to this network</html>' } : null);
      if (times === 2) board.tamper = () => null;
      if (times === 3) throw stop;
    });
    await expect(looks).rejects.toBe(stop);
    expect(waits).toEqual([600_000, 600_000, 600_000]);
    expect(kept()).toEqual(board.heads.map(headText));
    expect(readdirSync(inFolder('state')).filter((name) => name.startsWith('alarm-'))).toEqual([]);
  });

  it('that does not answer is no alarm: exit code 3, and nothing is kept', async () => {
    await board.close();
    const silent = await monitor();
    expect(silent.code).toBe(EXIT.unreachable);
    expect(silent.err).toContain('ECONNREFUSED');
    expect(silent.err).toContain('no sign of fraud');
    await board.listen();
    board.tamper = () => ({ status: 404, body: '{"code":"not_found"}' });
    expect((await monitor()).code).toBe(EXIT.unreachable);
    for (const body of ['', '{}', '<html>']) {
      board.tamper = () => ({ body });
      expect((await monitor()).code, body).not.toBe(0);
    }
  });

  it('may be a moment late with what it signed', async () => {
    let refusals = 2;
    board.tamper = (path) =>
      path === 'leaves' && refusals-- > 0 ? { status: 400, body: '{"code":"bad_range"}' } : null;
    expect(await monitor()).toMatchObject({ code: 0 });
    expect(waits).toHaveLength(2);
  });

  it('is the one that one knows, or none', async () => {
    expect((await monitor(['--head-key', 'ab'.repeat(32)])).err).toContain('another board');
    expect((await monitor(['--fingerprint', 'x'])).code).toBe(EXIT.badInput);
    const pinned = ['--head-key', election.boardKey, '--fingerprint', election.fingerprint];
    expect(await monitor(pinned)).toMatchObject({ code: 0 });
    expect((await monitor(['--head-key', 'AB'])).code).toBe(EXIT.usage);
    expect((await monitor(['--every', '0'])).code).toBe(EXIT.usage);
    expect((await monitor(['--every', '5', '--once'])).code).toBe(EXIT.usage);
  });

  it('has the key of the trustees whom it names: another one could be somebody’s own', async () => {
    const other = JSON.parse(sampleElection('somebody else').electionText) as { public_key: string };
    const record = JSON.parse(election.electionText) as object;
    const electionText = JSON.stringify({ ...record, public_key: other.public_key });
    board.tamper = (path) => (path === 'election' ? { body: electionText } : null);
    const { code, err } = await monitor();
    expect({ code, err }).toEqual({ code: EXIT.badInput, err: expect.stringContaining('not that of the trustees') });
  });
});

describe('an alarm is raised, with evidence, by a board that', () => {
  const alarm = async (code: string, args: string[] = []) => {
    const found = await monitor(args);
    expect(found.code).toBe(EXIT.badInput);
    expect(found.err).toContain(`ALARM (${code})`);
    expect(evidence().code).toBe(code);
    return found;
  };

  it('rewrites its past under the same size', async () => {
    await monitor();
    board.leaves[6] = ballot('another');
    board.heads = [board.sign(1), board.sign(8, '2027-03-05T13:00Z')];
    await alarm('rewritten');
    expectTwoFaces();
  });

  it('rewrites its past and goes on from there', async () => {
    await monitor();
    board.leaves[6] = ballot('another');
    board.heads = [];
    board.grow(ballot(9));
    await alarm('rewritten');
    expectTwoFaces();
    expect(kept()).toHaveLength(2);
  });

  it('signed a head meanwhile that contradicts the others', async () => {
    await monitor();
    board.grow(ballot(10));
    board.grow(ballot(11));
    const honest = board.heads[2] as SignedHead;
    const other = new PretendBoard(election);
    other.leaves = [...board.leaves.slice(0, 8), ballot('hidden')];
    board.heads[2] = other.sign(9);
    expect(board.heads[2]).not.toEqual(honest);
    await alarm('rewritten');
    expectTwoFaces();
  });

  it('shrinks', async () => {
    await monitor();
    board.leaves.pop();
    board.heads = [board.sign()];
    await alarm('shrunk');
    expectTwoFaces();
  });

  it('is signed by another key', async () => {
    await monitor();
    const stranger = sampleElection('stranger');
    const head = new PretendBoard({ ...election, signingKey: stranger.signingKey });
    head.leaves = board.leaves;
    board.heads.push(head.sign());
    await alarm('bad_signature');
  });

  it('serves entries that are not those it signed', async () => {
    board.tamper = (path, query) =>
      path === 'leaves' && query.get('start') === '0'
        ? { body: `{"leaves":[${[...board.leaves.slice(0, 7), ballot('x')].join(',')}],"start":0}` }
        : null;
    await alarm('root_differs');
  });

  it('loses an entry that it signed, or will not say what extends what', async () => {
    board.tamper = (path) => (path === 'leaves' ? { body: '{"leaves":[],"start":0}' } : null);
    await alarm('withheld');
    rmSync(inFolder('state'), { recursive: true });
    board.tamper = () => null;
    await monitor();
    board.grow(ballot(20));
    board.tamper = (path) => (path === 'consistency' ? { status: 404, body: '{"code":"unknown_tree_size"}' } : null);
    await alarm('withheld');
  });

  it('shows an old entry otherwise than before', async () => {
    await monitor();
    board.leaves[3] = registration('x');
    await alarm('entry_changed');
  });

  it.each<[string, string, () => string[]]>([
    ['leaf_misplaced', 'takes a ballot after the close', () => [close, ballot(30)]],
    ['leaf_misplaced', 'opens without mixing', () => [close, `{"kind":"result","result":"${'a'.repeat(64)}"}`]],
    ['leaf_misplaced', 'begins anew', () => [election.first]],
    ['leaf_repeated', 'repeats an entry', () => [ballot(31), ballot(31)]],
    ['leaf_malformed', 'holds what is no entry', () => ['{"kind":"vote"}']],
  ])('%s: %s', async (code, _, leaves) => {
    await monitor();
    board.grow(...leaves());
    await alarm(code);
  });

  it('shows others another log of the same size, or a longer one', async () => {
    const other = new PretendBoard(election);
    other.leaves = [...board.leaves.slice(0, 7), ballot('for others')];
    writeFileSync(inFolder('others.jsonl'), `${headText(other.sign(1))}\n${headText(other.sign())}\n`);
    await alarm('split_view', ['--compare', inFolder('others.jsonl')]);
    expectTwoFaces();
    rmSync(inFolder('state'), { recursive: true });
    other.leaves = [...board.leaves, ballot('for others')];
    writeFileSync(inFolder('head.json'), headText(other.sign()));
    await alarm('split_view', ['--compare', inFolder('head.json')]);
    expectTwoFaces();
  });

  it('breaks a promise', async () => {
    const tracker = hash64('ballot 77');
    const fields = { electionFingerprint: election.fingerprint, tracker, includedBy: '2027-03-05T12:45Z' };
    writeFileSync(inFolder('receipt.json'), JSON.stringify(sorted(signReceipt(fields, election.signingKey))));
    const args = ['--receipt', inFolder('receipt.json')];
    expect((await monitor(args)).out).toContain('has until 2027-03-05T12:45Z');
    now = new Date('2027-03-05T12:46:00Z');
    await alarm('promise_broken', args);
    rmSync(inFolder('state'), { recursive: true });
    now = new Date('2027-03-05T12:40:00Z');
    board.grow(close);
    await alarm('promise_broken', args);
  });
});

const sorted = (value: object) => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

describe('what proves nothing raises no alarm', () => {
  it('heads that agree, that another key signed, or that nobody gives', async () => {
    const stranger = new PretendBoard(sampleElection('stranger'));
    stranger.leaves = ['x'];
    writeFileSync(inFolder('a.json'), headText(board.sign(5)));
    writeFileSync(inFolder('b.json'), headText(stranger.sign()));
    const args = ['a.json', 'b.json'].flatMap((name) => ['--compare', inFolder(name)]);
    const looked = await monitor([
      ...args,
      '--compare',
      `${board.address}/nothing`,
      '--compare',
      `${board.address}/head`,
    ]);
    expect(looked).toMatchObject({ code: 0, err: '' });
    expect(looked.out).toContain('b.json holds a head that this board did not sign');
    expect(looked.out).toMatch(/Not compared: .*nothing/);
    writeFileSync(inFolder('c.json'), 'no head');
    expect((await monitor(['--compare', inFolder('c.json')])).code).toBe(EXIT.usage);
    expect((await monitor(['--compare', inFolder('missing.json')])).code).toBe(EXIT.usage);
  });

  it('a larger head that the board shows a moment later', async () => {
    const later = new PretendBoard(election);
    later.leaves = [...board.leaves, ballot(40)];
    writeFileSync(inFolder('head.json'), headText(later.sign()));
    let looks = 0;
    board.tamper = (path) => {
      if (path === 'head' && ++looks === 2) board.grow(ballot(40));
      return null;
    };
    expect(await monitor(['--compare', inFolder('head.json')])).toMatchObject({ code: 0 });
    expect(kept()).toHaveLength(3);
  });

  it('receipts that were kept, or that another board signed', async () => {
    const fields = { electionFingerprint: election.fingerprint, includedBy: '2027-03-05T12:00Z' };
    const kept = signReceipt({ ...fields, tracker: hash64('ballot 0') }, election.signingKey);
    const foreign = signReceipt({ ...fields, tracker: hash64('ballot 5') }, sampleElection('stranger').signingKey);
    writeFileSync(inFolder('kept.json'), JSON.stringify(sorted(kept)));
    writeFileSync(inFolder('foreign.json'), JSON.stringify(sorted(foreign)));
    writeFileSync(inFolder('none.json'), '{}');
    const receipts = (name: string) => monitor(['--receipt', inFolder(name)]);
    expect((await receipts('kept.json')).out).toContain('the ballot is on the board');
    expect((await receipts('foreign.json')).out).toContain('it proves nothing');
    expect((await receipts('none.json')).code).toBe(EXIT.usage);
  });
});

describe('the folder', () => {
  it('survives a power cut in the middle of a line, and entries without their head', async () => {
    await monitor();
    const leaves = path.join(inFolder('state'), 'leaves.jsonl');
    writeFileSync(leaves, `${readFileSync(leaves, 'utf8')}${ballot('never signed')}\n{"bal`);
    writeFileSync(path.join(inFolder('state'), 'heads.jsonl'), `${kept().join('\n')}\n{"batch`);
    board.grow(ballot(50));
    expect(await monitor()).toMatchObject({ code: 0 });
    expect(readFileSync(leaves, 'utf8').trim().split('\n')).toEqual(board.leaves);
    expect(kept()).toEqual(board.heads.map(headText));
  });

  it('that was tampered with is not believed', async () => {
    await monitor();
    const heads = path.join(inFolder('state'), 'heads.jsonl');
    const text = readFileSync(heads, 'utf8');
    writeFileSync(heads, text.replace('"size":8', '"size":7'));
    expect((await monitor()).err).toContain('damaged');
    writeFileSync(heads, text);
    writeFileSync(path.join(inFolder('state'), 'board.json'), '{}');
    expect((await monitor()).code).toBe(EXIT.usage);
  });
});

describe('a witness', () => {
  const witness = async (...args: string[]) => {
    const world = pretendWorld();
    return run(witnessCommand(world), world, args);
  };
  const watch = () => witness(board.address, '--key', inFolder('key.json'), '--state', inFolder('state'));
  const newKey = async () =>
    /public key: ([0-9a-f]{64})/.exec((await witness('new-key', inFolder('key.json'))).out)?.[1] ?? '';

  it('co-signs what it has checked, and the board shows it', async () => {
    const publicKey = await newKey();
    expect((await watch()).out).toContain('has not named your key');
    board.witnesses = [{ name: 'The Gazette', publicKey }];
    expect((await watch()).out).toContain('the board has taken it');
    const [cosignature] = board.cosignatures;
    expect(cosignature && verifyCosignature(cosignature)).toBe(true);
    expect(cosignature).toMatchObject({ size: 8, witness: publicKey, root: board.heads[1]?.root });
    const [line = ''] = readFileSync(path.join(inFolder('state'), 'cosignatures.jsonl'), 'utf8')
      .trim()
      .split('\n');
    expect(parseCosignature(line)).toEqual(cosignature);
    expect((await monitor()).out).toContain(`Co-signed by The Gazette (${publicKey})`);
  });

  it('signs nothing after a rewrite', async () => {
    board.witnesses = [{ name: 'The Gazette', publicKey: await newKey() }];
    await watch();
    board.leaves[6] = ballot('another');
    board.heads = [];
    board.grow(ballot(60));
    expect(await watch()).toMatchObject({ code: EXIT.badInput });
    expect(board.cosignatures.map(({ size }) => size)).toEqual([8]);
  });

  it('keeps its key to itself, and never writes over one', async () => {
    await newKey();
    const key = readFileSync(inFolder('key.json'), 'utf8');
    expect((await witness('new-key', inFolder('key.json'))).code).toBe(EXIT.usage);
    expect(readFileSync(inFolder('key.json'), 'utf8')).toBe(key);
    writeFileSync(inFolder('key.json'), key.replace(/"publicKey":"./, '"publicKey":"g'));
    expect((await watch()).code).toBe(EXIT.usage);
    writeFileSync(inFolder('key.json'), 'x');
    expect((await watch()).err).toContain('not a key file');
  });

  it('shows when the board names a co-signature that nobody made', async () => {
    const publicKey = await newKey();
    board.witnesses = [{ name: 'The Gazette', publicKey }];
    await watch();
    const made = board.cosignatures[0] as NonNullable<(typeof board.cosignatures)[0]>;
    const first = made.signature.startsWith('0') ? '1' : '0';
    board.cosignatures[0] = { ...made, signature: first + made.signature.slice(1) };
    const looked = await monitor();
    expect(looked.out).toContain('that this witness did not make');
    expect(looked.out).not.toContain('Co-signed by');
  });
});
