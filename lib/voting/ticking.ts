import { deps } from '@/lib/server/deps';
import { log } from '@/lib/server/log';
import { tick } from './service';

const EVERY_MS = 15_000;

/** Every process ticks; row locks make each act happen once. A tick that fails is tried again by the next. */
export function startTicking(): void {
  const timer = setInterval(() => {
    tick(deps()).catch((error: unknown) => log.error({ error: String(error) }, 'tick failed'));
  }, EVERY_MS);
  timer.unref();
}
