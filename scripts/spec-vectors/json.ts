import { canonicalJson, type JsonValue, parseCanonicalJson } from '@/lib/protocol/canonical-json';

const VALUES: [reason: string, value: JsonValue][] = [
  ['keys sorted by code point, not by UTF-16 unit', { '\u{1F600}': 1, '\uFF5E': 2, b: 3, a: 4, ab: 5, A: 6 }],
  ['the seven short escapes', '"\\\b\t\n\f\r'],
  ['other control characters', '\u0000\u0001\u001f'],
  ['what is not escaped', '/\u007f\u0080\u2028\u2029é中\u{1F331}'],
  ['numbers', [0, -0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]],
  ['nested', { list: [[], {}, null, true, false], text: '' }],
  ['32 containers', nested(32)],
];

const TEXTS: [reason: string, text: string][] = [
  ['a blank', '{"a": 1}'],
  ['keys in another order', '{"b":1,"a":2}'],
  ['a key twice', '{"a":1,"a":1}'],
  ['a fraction', '[1.5]'],
  ['a whole number with a fraction', '[1.0]'],
  ['an exponent', '[1e2]'],
  ['negative zero', '[-0]'],
  ['2^53', '[9007199254740992]'],
  ['a number with leading zero', '[01]'],
  ['a needless escape', '["\\/"]'],
  ['an escape in capitals', '["\\u001F"]'],
  ['a character escaped that needs none', '["\\u00e9"]'],
  ['half a surrogate pair', '["\\ud83d"]'],
  ['a line end behind', '{}\n'],
  ['a byte order mark', '\ufeff{}'],
  ['two values', '{}{}'],
  ['a comment', '{}//'],
  ['a comma too many', '[1,]'],
  ['nothing', ''],
  ['33 containers', `${'['.repeat(33)}1${']'.repeat(33)}`],
];

function nested(depth: number): JsonValue {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

export function jsonVectors(): object {
  return {
    about: 'Chapter 2. canonical: the one text of a value. refused: texts that no reader may accept.',
    canonical: VALUES.map(([reason, value]) => ({ reason, text: canonicalJson(value) })),
    refused: TEXTS.map(([reason, text]) => {
      if (parseCanonicalJson(text).ok) throw new Error(`accepted: ${reason}`);
      return { reason, text };
    }),
  };
}
