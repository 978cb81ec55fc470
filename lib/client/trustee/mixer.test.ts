import { describe, expect, it } from 'vitest';
import { handInMix, linkOf, lookUpMixer } from './mixer';

const link = 'ab'.repeat(32);
const view = {
  contestId: 'contest',
  name: 'University',
  owner: 4,
  contest: { name: 'Ribeira', round: '2027', closesAt: '2027-05-23T23:00:00.000Z', timeZone: 'UTC' },
  state: 'turn',
  ballots: 9,
};

function server(answer: () => Response) {
  const asked: { path: string; link: string | null; body: string | null }[] = [];
  const fetch = (async (path: string, init?: RequestInit) => {
    const { headers, body } = init ?? {};
    asked.push({ path, link: new Headers(headers).get('authorization'), body: body ? String(body) : null });
    return answer();
  }) as typeof globalThis.fetch;
  return { asked, fetch };
}

describe('an outside mixer', () => {
  it('is known by the secret behind the hash of the address, and by nothing else', () => {
    expect(linkOf(`#${link}`)).toBe(link);
    for (const hash of ['', '#', `#${link}0`, `#${link.toUpperCase()}`, '#sheet']) expect(linkOf(hash)).toBeNull();
  });

  it('learns whether it is their turn; the secret is never part of an address', async () => {
    const { asked, fetch } = server(() => Response.json(view));
    expect(await lookUpMixer(fetch, link)).toMatchObject({ name: 'University', owner: 4, state: 'turn' });
    expect(asked).toEqual([{ path: '/api/v1/mixer', link: `Bearer ${link}`, body: null }]);
  });

  it('learns nothing by a link that is not known', async () => {
    const { fetch } = server(() => Response.json({ code: 'not_found' }, { status: 404 }));
    expect(await lookUpMixer(fetch, link)).toBeNull();
  });

  it('hands in a file as it is, but for a line end, and hears why it was refused', async () => {
    const taken = server(() => Response.json({ taken: true }, { status: 201 }));
    const file = new Blob(['{"ciphertexts":[]}\n']);
    expect(await handInMix(taken.fetch, { contestId: 'contest', link }, file)).toEqual({ ok: true, value: null });
    const sent = { path: '/api/v1/contests/contest/mixes', link: `Bearer ${link}`, body: '{"ciphertexts":[]}' };
    expect(taken.asked).toEqual([sent]);
    const refused = server(() => Response.json({ code: 'mix_refused' }, { status: 422 }));
    expect(await handInMix(refused.fetch, { contestId: 'contest', link }, file)).toMatchObject({
      code: 'refused_by_server',
    });
  });
});
