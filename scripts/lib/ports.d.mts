export function whoListens(port: number): { pid: number; command: string } | null;
