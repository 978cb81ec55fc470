import type { ArtName } from './art-drawings';

/** Theme slugs, in the words that cities use for them, and the drawings that suit each. */
const byTheme: Record<string, readonly ArtName[]> = {
  environment: ['trees', 'kitchen', 'cycle'],
  green: ['trees', 'kitchen', 'play'],
  parks: ['trees'],
  play: ['play'],
  health: ['health'],
  streets: ['cross'],
  paving: ['cross', 'ramps', 'drains'],
  water: ['drains'],
  sanitation: ['drains'],
  safety: ['lights', 'cross'],
  lighting: ['lights'],
  education: ['read'],
  culture: ['read'],
  music: ['music'],
  sport: ['play', 'cycle'],
  mobility: ['bus', 'cycle', 'cross'],
  transport: ['bus'],
  cycling: ['cycle'],
  accessibility: ['ramps'],
  food: ['kitchen'],
  community: ['kitchen', 'music', 'read'],
  youth: ['music', 'play'],
};

const everyDrawing: readonly ArtName[] = [
  'trees',
  'play',
  'drains',
  'bus',
  'kitchen',
  'cross',
  'read',
  'ramps',
  'lights',
  'health',
  'cycle',
  'music',
];

/** FNV-1a over UTF-16 units: spreads ids over the drawings, the same on server and client. Not for anything secret. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

/** The drawing of a project without a photo: by its theme where that is known, else by its id; always the same one. */
export function artFor(id: string, theme?: string): ArtName {
  const choices = byTheme[theme?.toLowerCase() ?? ''] ?? everyDrawing;
  return choices[spread(id) % choices.length] ?? 'trees';
}
