/** The file for whoever prints the letters: who gets which code. */

/** Somebody on the roll who needs a voting code. */
export interface Entry {
  readonly id: string;
  readonly externalId: string;
  readonly email: string | null;
  readonly area: string | null;
}

const HEADER = ['external_id', 'area', 'email', 'code'] as const;

/** A cell of a CSV file (RFC 4180). What a spreadsheet would run as a formula is kept as text by a leading apostrophe. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Rows of people and their codes. `codes` maps entry id → code; who has none is left out. */
export function codesFile(entries: readonly Entry[], codes: ReadonlyMap<string, string>): string {
  const rows = entries.flatMap(({ id, externalId, area, email }) => {
    const code = codes.get(id);
    return code ? [[externalId, area ?? '', email ?? '', code]] : [];
  });
  return csvText([HEADER, ...rows]);
}
