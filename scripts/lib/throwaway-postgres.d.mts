export interface ThrowawayPostgres {
  urlFor: (database: string) => string;
  close: () => Promise<void>;
}
export function openThrowawayPostgres(options?: { say?: (line: string) => void }): Promise<ThrowawayPostgres>;
