export class PlainError extends Error {
  constructor(code: string, message: string, mend: string, detail?: string);
  code: string;
  mend: string;
  detail?: string;
}
