import type messages from '@/messages/en.json';

export type MistakeCode = Exclude<keyof (typeof messages)['Admin']['mistakes'], 'title'>;

/** One thing to correct. `field` is the input's name; empty when it concerns the whole form. */
export type Mistake = { field: string; code: MistakeCode; most?: number; detail?: string };

/** What a form's action answers. `typed` gives back everything that was typed; null before the first sending. */
export type FormState = {
  attempt: number;
  mistakes: Mistake[];
  typed: Readonly<Record<string, string>>;
  /** It was carried out; the form is empty again. */
  done: boolean;
} | null;

export type FormAction = (state: FormState, data: FormData) => Promise<FormState>;
