import { CIDADE, ESCOLAS, RIBEIRA } from './residents';

export type Listed = { name: string; path: string; status?: number };

/** Pages that anybody may read. */
export const PUBLIC_PAGES: Listed[] = [
  { name: 'home', path: '' },
  { name: 'vote', path: '/vote' },
  { name: 'an open contest', path: `/contests/${RIBEIRA.slug}` },
  { name: 'a counted contest', path: `/contests/${CIDADE.slug}` },
  { name: 'how a vote stays secret', path: '/secrecy' },
  { name: 'secrecy of a contest', path: `/contests/${RIBEIRA.slug}/secrecy` },
  { name: 'a contest by e-mail', path: `/contests/${ESCOLAS.slug}` },
  { name: 'secrecy of a contest by e-mail', path: `/contests/${ESCOLAS.slug}/secrecy` },
  { name: 'a board of a contest by e-mail', path: `/board/${ESCOLAS.slug}` },
  { name: 'the checking page', path: `/test/${RIBEIRA.slug}` },
  { name: 'boards', path: '/board' },
  { name: 'a board', path: `/board/${RIBEIRA.slug}` },
  { name: 'a board, unknown tracker', path: `/board/${RIBEIRA.slug}?tracker=${'A'.repeat(43)}` },
  { name: 'a board, half a tracker', path: `/board/${RIBEIRA.slug}?tracker=AAAA` },
  { name: 'verifying', path: '/verify' },
  { name: 'verifying a contest', path: `/verify?contest=${CIDADE.slug}` },
  { name: 'results', path: '/results' },
  { name: 'a result', path: `/results/${CIDADE.round}/${CIDADE.slug}` },
  { name: 'a result to come', path: `/results/2027/${RIBEIRA.slug}` },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'sign-in by e-mail', path: `/sign-in?next=/vote/${ESCOLAS.slug}` },
  { name: 'a link to vote', path: `/sign-in/enter?token=${'0'.repeat(64)}&next=/vote/${ESCOLAS.slug}` },
  { name: 'half a link to vote', path: '/sign-in/enter' },
  { name: 'a spent link to vote', path: `/sign-in/expired?next=/vote/${ESCOLAS.slug}` },
  { name: 'a closed ballot', path: `/vote/${CIDADE.slug}` },
  { name: 'staff sign-in', path: '/staff' },
  { name: 'a spent link', path: '/staff/expired' },
  { name: 'half a link', path: '/staff/enter' },
  { name: 'a link', path: `/staff/enter?token=${'0'.repeat(64)}&email=ana@example.org` },
  { name: 'outbox', path: '/outbox' },
  { name: 'an outside mixer without a link', path: '/mixer' },
  { name: 'a missing page', path: '/nowhere', status: 404 },
  { name: 'a missing contest', path: '/contests/nowhere', status: 404 },
];

export const STYLEGUIDE_PAGES: Listed[] = [
  { name: 'styleguide', path: '/styleguide' },
  ...['admin', 'trustee', 'focus'].map((shell) => ({ name: `styleguide, ${shell}`, path: `/styleguide/${shell}` })),
];

export const ADMIN_PAGES: Listed[] = [
  { name: 'today', path: '/admin' },
  { name: 'rounds', path: '/admin/rounds' },
  { name: 'a new round', path: '/admin/rounds/new' },
  { name: 'a round', path: '/admin/rounds/2027' },
  { name: 'calendar', path: '/admin/rounds/2027/calendar' },
  { name: 'a new envelope', path: '/admin/rounds/2027/envelopes/new' },
  { name: 'roll', path: '/admin/rounds/2027/roll' },
  { name: 'codes', path: '/admin/rounds/2027/codes' },
  { name: 'a file of keys', path: '/admin/rounds/2027/codes/file' },
  { name: 'an open contest', path: `/admin/contests/${RIBEIRA.slug}` },
  { name: 'a counted contest', path: `/admin/contests/${CIDADE.slug}` },
  { name: 'trustees', path: '/admin/trustees' },
  { name: 'audit log', path: '/admin/audit' },
  { name: 'account', path: '/staff/account' },
];
