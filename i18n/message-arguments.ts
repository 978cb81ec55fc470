/**
 * Names and kinds of the arguments and tags of an ICU message, sorted, without repeats: "count:plural", "name:text",
 * "link:tag". Reads what next-intl accepts: arguments, plural and select with nested messages, dates and numbers, tags,
 * quoting by apostrophes.
 */
export function messageArguments(message: string): string[] {
  const found = new Set<string>();
  readMessage(message.replace(/''/g, '').replace(/'[{}<>][^']*'/g, ''), 0, found);
  return [...found].sort();
}

const nesting = new Set(['plural', 'selectordinal', 'select']);

/** Reads text up to the brace that closes it, or the end; returns the position after it. */
function readMessage(text: string, from: number, found: Set<string>): number {
  let at = from;
  while (at < text.length && text[at] !== '}') {
    const tag = /^<([a-z]\w*)>/i.exec(text.slice(at));
    if (tag) found.add(`${tag[1]}:tag`);
    at = text[at] === '{' ? readArgument(text, at + 1, found) : at + 1;
  }
  return at + 1;
}

/** Reads an argument after its opening brace; returns the position after its closing one. */
function readArgument(text: string, from: number, found: Set<string>): number {
  const head = /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(text.slice(from));
  if (!head) throw new Error(`a brace at ${from} opens no argument: ${text}`);
  const [whole, name, kind = 'text'] = head;
  found.add(`${name}:${kind}`);
  let at = from + whole.length;
  while (at < text.length && text[at] !== '}') {
    at = nesting.has(kind) && text[at] === '{' ? readMessage(text, at + 1, found) : at + 1;
  }
  return at + 1;
}
