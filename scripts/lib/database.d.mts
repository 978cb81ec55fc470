export interface OpenDatabase {
  url: string;
  embedded: boolean;
  close: () => Promise<void>;
}
export function openDatabase(options: {
  root: string;
  name?: string;
  fresh?: boolean;
  durable?: boolean;
  port?: number;
  say?: (line: string) => void;
}): Promise<OpenDatabase>;
export function lastKnownUrl(root: string): string | null;
