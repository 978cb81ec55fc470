export function checkDependencies(
  root: string,
  folders: string[],
): Promise<{ files: number; violations: { rule: string; from: string; to: string }[] }>;
