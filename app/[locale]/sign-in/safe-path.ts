/** A path of this site, without language: nobody is sent elsewhere after signing in. */
export const safePath = (next: unknown): string =>
  typeof next === 'string' && /^\/vote(\/[a-z0-9-]+)*$/.test(next) ? next : '/vote';
