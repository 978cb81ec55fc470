import { Refused } from '../ledger';

/** The code with which this is refused; `ok` where it is not. */
export function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'ok';
}
