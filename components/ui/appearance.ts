/** How a page looks to this person: kept on the device, set before the first paint. */
export const themeChoices = ['system', 'light', 'dark', 'contrast'] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type Theme = Exclude<ThemeChoice, 'system'>;

export const textSizes = ['1', '2', '3', '4'] as const;
export type TextSize = (typeof textSizes)[number];

export const storageKeys = { theme: 'largo.theme', textSize: 'largo.text-size' } as const;

/** What the device asks for; `matches` is `matchMedia(query).matches`. */
export function systemTheme(matches: (query: string) => boolean): Theme {
  if (matches('(prefers-contrast: more)')) return 'contrast';
  return matches('(prefers-color-scheme: dark)') ? 'dark' : 'light';
}

/**
 * Runs in the head, with the page's nonce. Also marks the root so that controls which need scripts can appear.
 * Storage may be forbidden (private windows): then the device's preference holds.
 */
export const appearanceScript = `(function(d){
var get=function(k){try{return localStorage.getItem(k)}catch(e){return null}};
var is=function(q){return matchMedia(q).matches};
var t=get('${storageKeys.theme}'),s=get('${storageKeys.textSize}');
if(t!=='light'&&t!=='dark'&&t!=='contrast')t=is('(prefers-contrast: more)')?'contrast':is('(prefers-color-scheme: dark)')?'dark':'light';
d.dataset.theme=t;d.dataset.script='';
if(s==='2'||s==='3'||s==='4')d.dataset.textSize=s;
})(document.documentElement)`;
