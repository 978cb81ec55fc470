import { QuickRunner } from './runner.mjs';

/** Which argument of an error is its message in English, which programs do not read; codes are mutated. */
const ERRORS = { Refusal: 1, Error: 0, RangeError: 0, TypeError: 0 };
/** The same for helpers of lib/protocol that refuse: the whole message, or the words for what is refused. */
const REFUSING = {
  ...{ locate: 0, requireHolds: 2 },
  ...{ requireExact: 2, requireJson: 2, requireData: 2, decodeText: 1, tallyHash: 1 },
  ...{ requirePoint: 2, requireKey: 2, readPoints: 2, requireScalar: 1 },
  ...{ requireProof: 1, requireSignature: 3, requireSingle: 2 },
};
/** What a schema says where a value does not fit: the second argument of a check. */
const SCHEMA_CHECKS = { regex: 1, refine: 1 };

const isText = (node) => node.type === 'StringLiteral' || node.type === 'TemplateLiteral';

function messageArgument({ type, callee }) {
  if (type === 'NewExpression') return ERRORS[callee.name];
  return callee.type === 'MemberExpression' ? SCHEMA_CHECKS[callee.property.name] : REFUSING[callee.name];
}

function isMessage({ node, parent, listKey, key }) {
  if (!isText(node)) return false;
  if (listKey === 'arguments') return messageArgument(parent) === key;
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
