export function makeKernel(root: string): Promise<string>;
