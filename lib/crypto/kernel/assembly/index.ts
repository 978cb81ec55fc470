/** What the kernel offers to `kernel.ts`. Addresses are bytes in its memory; sizes are those of layout.ts. */
import { pack, unpack } from './field';
import { multiply, square } from './products.generated';

export { decode, timesEight } from './decode';
export { makeTable, multiplyBase, multiplyBasePublic, tableBytes } from './fixed-base';
export { addEach, multiplyAddPublic, multiplyEach } from './multiple';
export { normalise } from './normalise';
export { setIdentity } from './point';
export { bias, windowCount } from './scalar';
export { prepareSecret, secretTableBytes, secretWidth, sumWindowSecret } from './secret-sum';
export { areInSubgroup } from './subgroup';
export { prepare, sumWindow } from './sum';

/** First address that the caller may use. */
export function freeFrom(): usize {
  return __heap_base;
}

export { multiply, pack, square, unpack };
