import { QuickRunner } from './runner.mjs';

/** Which argument of an error is its message in English, which programs do not read; codes are mutated. */
const MESSAGE_ARGUMENT = { Refusal: 1, Error: 0, RangeError: 0, TypeError: 0 };

/** What a schema says where a value does not fit: the second argument of a check. */
const SCHEMA_CHECKS = new Set(['regex', 'refine']);

const isText = (node) => node.type === 'StringLiteral' || node.type === 'TemplateLiteral';

function isMessage({ node, parent, listKey, key }) {
  if (!isText(node)) return false;
  const argument = listKey === 'arguments' ? key : -1;
  if (parent.type === 'NewExpression') return MESSAGE_ARGUMENT[parent.callee.name] === argument;
  if (parent.type === 'CallExpression') return argument === 1 && SCHEMA_CHECKS.has(parent.callee.property?.name);
  return parent.type === 'ObjectProperty' && key === 'value' && parent.key.name === 'message';
}

/** What stryker.config.mjs adds to Stryker. */
export const strykerPlugins = [
  { kind: 'TestRunner', name: 'quick', factory: Object.assign(() => new QuickRunner(), { inject: [] }) },
  {
    kind: 'Ignore',
    name: 'error-messages',
    value: { shouldIgnore: (at) => (isMessage(at) ? 'a message for people' : undefined) },
  },
];
