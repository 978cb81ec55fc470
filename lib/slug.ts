/** The most that a slug may have: it stands in addresses that people read out. */
const MOST = 60;

/** An address part from a name: "Ribeira: praças 2027" → "ribeira-pracas-2027". Empty when no letter or digit is Latin. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MOST)
    .replace(/-+$/, '');
}
