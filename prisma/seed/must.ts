import { invariant, type Result } from '@/lib/result';

/** The value of what must not fail here. */
export function must<T>(result: Result<T, { code: string }>, what: string): T {
  invariant(result.ok, `${what}: ${result.ok ? '' : result.error.code}`);
  return result.value;
}
