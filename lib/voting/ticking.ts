import { deps } from '@/lib/server/deps';
import { faultOf } from '@/lib/server/fault';
import { log } from '@/lib/server/log';
import { tick } from './service';

const EVERY_MS = 15_000;

/**
 * Every process ticks; locks make each act happen once. A tick that fails is tried again by the next. A close may take
 * minutes: ticks that come meanwhile are left out, else each would hold a connection until the close is done.
 */
export function startTicking(): void {
  let isBusy = false;
  const run = async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await tick(deps());
    } catch (error) {
      log.error(faultOf(error), 'tick failed');
    } finally {
      isBusy = false;
    }
  };
  setInterval(run, EVERY_MS).unref();
}
