import type { z } from 'zod';
import type { FormState, Mistake, MistakeCode } from '@/components/admin/form-state';
import en from '@/messages/en.json';

const isKnown = (code: string): code is MistakeCode => code !== 'title' && Object.hasOwn(en.Admin.mistakes, code);

/** What was typed, without the framework's own fields and without files. */
export function typedIn(data: FormData): Record<string, string> {
  const pairs = [...data].flatMap(([name, value]) =>
    typeof value === 'string' && !name.startsWith('$') ? [[name, value.trim()] as const] : [],
  );
  return Object.fromEntries(pairs);
}

/** The answer to a form with mistakes: everything typed goes back with them. */
export function refused(state: FormState, typed: Record<string, string>, mistakes: Mistake[]): FormState {
  return { attempt: (state?.attempt ?? 0) + 1, mistakes, typed, done: false };
}

export function carriedOut(state: FormState): FormState {
  return { attempt: (state?.attempt ?? 0) + 1, mistakes: [], typed: {}, done: true };
}

/** Zod's issues as mistakes; a path of several names is joined as the inputs are named. */
export function mistakesOf(error: z.ZodError): Mistake[] {
  return error.issues.map(({ path, message }) => ({
    field: path.map(String).join('-'),
    code: isKnown(message) ? message : 'bad_value',
  }));
}
