import type { PlainError } from './plain-error.mjs';

export function portTaken(port: number, holder: { pid: number; command: string } | null, variable?: string): PlainError;
