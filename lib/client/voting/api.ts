/** Requests of the voting pages. A cast carries no cookie: nothing but the ballot's own signature says that it may count. */

export type Refused = {
  ok: false;
  /** A problem code of the API; `offline` when no answer came, `server_error` when it was none of ours. */
  code: string;
  /** From `Retry-After`; null where it does not apply. */
  retryAfterSeconds: number | null;
};
export type Answered<T> = { ok: true; value: T } | Refused;
/** `registration` is null where the server vouches for the voter. */
export type Registration = { publicKey: string; registration: string | null; possession: string };
/** `hash` of the ballot's text, and the word of its own key that it must never be cast. */
export type Challenge = { hash: string; credential: string; signature: string };

export type VotingApi = {
  challenge: () => Promise<Answered<string>>;
  register: (contestId: string, registration: Registration) => Promise<Answered<null>>;
  /** Once this is answered, the ballot can be opened: the city will never take it. */
  noteChallenge: (contestId: string, challenge: Challenge) => Promise<Answered<null>>;
  /** `value` is the receipt's text. */
  cast: (contestId: string, idempotencyKey: string, ballot: string) => Promise<Answered<string>>;
};

async function refusal(response: Response): Promise<Refused> {
  const body: unknown = await response.json().catch(() => null);
  const code = (body as { code?: unknown } | null)?.code;
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    ok: false,
    code: typeof code === 'string' ? code : 'server_error',
    retryAfterSeconds: Number.isFinite(wait) ? wait : null,
  };
}

const common = { method: 'POST', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer' } as const;

export function votingApi(request: typeof fetch): VotingApi {
  const send = async <T>(path: string, init: RequestInit, value: (text: string) => T): Promise<Answered<T>> => {
    try {
      const response = await request(`/api/v1/${path}`, { ...common, ...init });
      return response.ok ? { ok: true, value: value(await response.text()) } : await refusal(response);
    } catch {
      return { ok: false, code: 'offline', retryAfterSeconds: null };
    }
  };
  return {
    challenge: () =>
      send('sign-in/challenge', { credentials: 'omit' }, (text) => (JSON.parse(text) as { nonce: string }).nonce),
    register: (contestId, registration) =>
      send(
        `contests/${contestId}/credentials`,
        {
          credentials: 'same-origin',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(registration),
        },
        () => null,
      ),
    noteChallenge: (contestId, challenge) =>
      send(
        `contests/${contestId}/challenges`,
        { credentials: 'omit', headers: { 'content-type': 'application/json' }, body: JSON.stringify(challenge) },
        () => null,
      ),
    cast: (contestId, idempotencyKey, ballot) =>
      send(
        `contests/${contestId}/ballots`,
        {
          credentials: 'omit',
          // The request outlives the page that sends it.
          keepalive: true,
          headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
          body: ballot,
        },
        (text) => text,
      ),
  };
}
