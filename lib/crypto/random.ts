/** A source of cryptographically strong bytes. Always injected: the pure cores own no generator. */
export type RandomBytes = (length: number) => Uint8Array;
