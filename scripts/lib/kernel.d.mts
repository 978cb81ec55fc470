export function makeKernel(root: string): Promise<string>;
export function compileKernel(root: string, further?: readonly string[]): Promise<Uint8Array<ArrayBuffer>>;
