import { deps } from '@/lib/server/deps';
import { faultOf } from '@/lib/server/fault';
import { log } from '@/lib/server/log';
import { mixWhereDue } from './mixes';

const EVERY_MS = 30_000;

/** Takes up the shuffles of this server that a stop has cut off. Every process looks; each shuffle is stored once. */
export function startMixing(): void {
  let isBusy = false;
  const run = async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await mixWhereDue(deps());
    } catch (error) {
      log.error(faultOf(error), 'mixing failed');
    } finally {
      isBusy = false;
    }
  };
  setInterval(run, EVERY_MS).unref();
}
