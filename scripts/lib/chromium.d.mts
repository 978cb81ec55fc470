export function findChromium(
  env?: Record<string, string | undefined>,
): { executablePath: string | undefined; source: string } | null;
