import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { messageArguments } from './message-arguments';
import { directionOf, languageNames, routing } from './routing';

type Tree = { [key: string]: string | Tree };

const read = (locale: string): Tree =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../messages/${locale}.json`, import.meta.url)), 'utf8'));

/** Dotted key and text of every message. */
function flatten(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

const original = new Map(flatten(read(routing.defaultLocale)));

describe.each(routing.locales)('messages in %s', (locale) => {
  const tree = read(locale);
  const messages = flatten(tree);

  test('have the keys of the default language', () => {
    expect(messages.map(([key]) => key).sort()).toEqual([...original.keys()].sort());
  });

  test('have no empty text and no blank at either end', () => {
    expect(messages.filter(([, text]) => text.trim() === '' || text !== text.trim())).toEqual([]);
  });

  test('take the same arguments and tags as the default language', () => {
    const differing = messages.filter(([key, text]) => {
      const expected = messageArguments(original.get(key) ?? '');
      return JSON.stringify(messageArguments(text)) !== JSON.stringify(expected);
    });
    expect(differing).toEqual([]);
  });

  test('can all be formatted', () => {
    const problems: string[] = [];
    const onError = (error: Error) => problems.push(error.message);
    const translate = createTranslator({ locale, messages: tree as never, onError }) as unknown as {
      markup: (key: string, values: Record<string, unknown>) => string;
    };
    for (const [key, text] of messages) {
      const sample = Object.fromEntries(
        messageArguments(text).map((argument) => {
          const [name = '', kind] = argument.split(':');
          if (kind === 'tag') return [name, (chunks: string) => chunks];
          return [name, kind === 'date' || kind === 'time' ? new Date(0) : kind === 'text' ? 'x' : 2];
        }),
      );
      translate.markup(key, sample);
    }
    expect(problems).toEqual([]);
  });

  test('keep their namespaces in alphabetical order', () => {
    expect(Object.keys(tree)).toEqual(Object.keys(tree).sort());
  });
});

describe('languages', () => {
  test('name themselves and know their direction', () => {
    expect(Object.keys(languageNames)).toEqual([...routing.locales]);
    expect(directionOf('pt-BR')).toBe('ltr');
    expect(directionOf('ar')).toBe('rtl');
    expect(directionOf('ar-EG')).toBe('rtl');
  });
});

describe('arguments of a message', () => {
  test.each([
    ['Hello', []],
    ['{done} of {total}', ['done:text', 'total:text']],
    ['{days, plural, =0 {today} one {# day, {name}} other {{name}: # days}}', ['days:plural', 'name:text']],
    ["It''s '{not}' an argument", []],
    ['<link>Read</link> {when, date, long}', ['link:tag', 'when:date']],
  ])('%s', (text, expected) => expect(messageArguments(text)).toEqual(expected));
});
