import pino from 'pino';

/** Structured log. Nothing personal and no ballot text may be passed to it (SEC-11). */
export const log = pino({ level: process.env.LOG_LEVEL ?? 'info', base: undefined });
