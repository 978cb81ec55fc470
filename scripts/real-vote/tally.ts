import { mix } from '@/lib/protocol/mixing';
import { partiallyDecrypt } from '@/lib/protocol/opening';
import { verifyForMixing, verifyForOpening } from '@/lib/protocol/verify-input';
import { createSession } from '@/lib/server/auth';
import type { Deps } from '@/lib/server/deps';
import type { Trustee } from './prepare';
import { perMille } from './stages';
import { random, type Site } from './voter';

async function archive({ origin, contestId }: Site): Promise<Uint8Array> {
  const response = await fetch(`${origin}/api/v1/contests/${contestId}/archive`);
  if (!response.ok) throw new Error(`the archive answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function handIn(deps: Deps, site: Site, trustee: Trustee, where: string, body: string): Promise<void> {
  const { token } = await deps.db.$transaction((tx) => createSession(tx, trustee.userId, deps.now()));
  const headers = { cookie: `next-auth.session-token=${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${site.origin}/api/v1/contests/${site.contestId}/${where}`, {
    method: 'POST',
    body,
    headers,
  });
  if (!response.ok) throw new Error(`${where} answered ${response.status}: ${await response.text()}`);
}

type Done = (n: number) => void;

/** A trustee's device shuffles: verify everything so far, mix, hand in. */
export async function mixAs(deps: Deps, site: Site, trustee: Trustee, done: Done): Promise<void> {
  const verdict = await verifyForMixing(await archive(site), { random, onProgress: perMille((n) => done(n / 2)) });
  if (!verdict.ok) throw new Error(`refused to mix: ${verdict.report.failure?.message}`);
  const onProgress = perMille((n) => done(500 + n / 2));
  const record = await mix({ election: verdict.election, input: verdict.ciphertexts, random, onProgress });
  await handIn(deps, site, trustee, 'mixes', record);
}

/** A trustee's device opens: verify everything so far, decrypt with both proofs, hand in. */
export async function openAs(deps: Deps, site: Site, trustee: Trustee, done: Done): Promise<void> {
  const verdict = await verifyForOpening(await archive(site), { random, onProgress: perMille((n) => done(n / 2)) });
  if (!verdict.ok) throw new Error(`refused to open: ${verdict.report.failure?.message}`);
  const { owner, privateKey } = trustee;
  const onProgress = perMille((n) => done(500 + n / 2));
  const opening = await partiallyDecrypt({ ...verdict, owner, privateKey, random, onProgress });
  if (!opening.ok) throw new Error(`refused to open: ${opening.code}`);
  await handIn(deps, site, trustee, 'openings', JSON.stringify({ record: opening.record, sidecar: opening.sidecar }));
}
