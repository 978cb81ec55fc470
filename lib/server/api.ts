import { unstable_rethrow } from 'next/navigation';
import { after } from 'next/server';
import { faultOf } from './fault';
import { log } from './log';
import { problemResponse } from './problems';

const RETRY_AFTER_SECONDS = 5;

/**
 * A route of the API. What nobody foresaw (the database is away, a bug) is logged by its kind and answered with a problem
 * that says nothing of it and when to try again: every request of ours can be repeated.
 */
export const api =
  <Context>(handle: (request: Request, context: Context) => Promise<Response>) =>
  async (request: Request, context: Context): Promise<Response> => {
    try {
      return await handle(request, context);
    } catch (error) {
      unstable_rethrow(error);
      log.error(faultOf(error), 'request failed');
      return problemResponse({ code: 'server_error', retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
  };

/** Work after the answer; whatever it is, the timer or a later request does it again if it fails. */
export function afterAnswer(work: () => Promise<unknown>): void {
  after(() => work().catch((error: unknown) => log.error(faultOf(error), 'work after an answer failed')));
}
