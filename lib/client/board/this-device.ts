/** This browser as a prover. The cryptography is loaded when it is first needed, not with the page. */
import type { Proof } from './prove';
import type { ReceiptVerdict } from './receipt';

async function world(contestId: string) {
  const [{ boardApi }, { keptHeads }] = await Promise.all([import('./board-api'), import('./kept-heads')]);
  return { api: boardApi(contestId, (input, init) => fetch(input, init)), kept: keptHeads(shelf()) };
}

function shelf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

export async function proveHere(contestId: string, tracker: string | null): Promise<Proof> {
  const { proveOnDevice } = await import('./prove');
  return proveOnDevice(await world(contestId), tracker);
}

export async function checkReceiptHere(contestId: string, text: string): Promise<ReceiptVerdict> {
  const { checkReceipt } = await import('./receipt');
  return checkReceipt(await world(contestId), text, new Date());
}
