import { db } from './db';
import { log } from './log';

export async function isDatabaseUp(): Promise<boolean> {
  try {
    await db().$queryRaw`select 1`;
    return true;
  } catch (error) {
    log.error({ code: (error as { code?: string }).code }, 'database unreachable');
    return false;
  }
}
