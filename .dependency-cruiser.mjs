// Who may import whom (ARCHITECTURE.md), as rules for dependency-cruiser. `npm run check` applies them through
// scripts/lib/dependency-rules.mjs; scripts/dependency-rules.test.ts proves that each of them refuses what it should.
//
// Paths are patterns over names from the project's top folder; a package counts as node_modules/<name>/….

const PURE = '^lib/(crypto|protocol|counting|allocation)/';
/** Stands in for a portable twin in Node alone, under a condition in package.json. */
const NATIVE = '^lib/crypto/sha2/native\\.ts$';
/** Values shared by everything outside the pure cores: lib/result.ts, lib/money.ts. */
const SHARED = '^lib/[^/]+\\.ts$';
/** Every folder of lib that is no core and no layer is a feature. */
const FEATURE = '^lib/(?!(?:crypto|protocol|counting|allocation|server|client|cli)/)([^/]+)/';
const OURS = '^(app|components|lib|i18n|messages|prisma|scripts|e2e|bench)/|^(proxy|global\\.d)\\.ts$';
/** Primitives, and what every feature has to say in the same words: who says that a voter is a voter. */
const SHARED_COMPONENTS = '^components/(ui|entitlement)/';
const PACKAGE = '^node_modules/';
/**
 * What other features may use of a feature: its service and queries; of voting the board, which a tally is made from;
 * of tally the stages, which say who shuffles.
 */
const OPEN_TO_FEATURES =
  '^lib/[^/]+/(service|queries)\\.ts$|^lib/voting/ballots/(board|cosignatures|side)\\.ts$|^lib/tally/stage\\.ts$';

const only = (name, from, allowed, rest = {}) => ({
  name,
  severity: 'error',
  from: { path: from, ...rest.from },
  to: { path: rest.among, pathNot: allowed },
});
const never = (name, from, to, rest = {}) => ({
  name,
  severity: 'error',
  from: typeof from === 'string' ? { path: from } : from,
  to: { path: to, ...rest },
});
const notBuiltIn = (name, from, except = []) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: except },
  to: { dependencyTypes: ['core'] },
});

/** Rules for every import, those of types alone included. */
export const always = [
  { name: 'every-import-is-found', severity: 'error', from: {}, to: { couldNotResolve: true } },

  only('crypto-imports-noble', '^lib/crypto/', ['^lib/crypto/', '^node_modules/@noble/'], {
    from: { pathNot: NATIVE },
  }),
  only('protocol-imports-crypto-and-zod', '^lib/protocol/', ['^lib/(protocol|crypto)/', '^node_modules/zod/']),
  only('counting-imports-nothing-of-ours', '^lib/counting/', ['^lib/counting/', '^lib/allocation/'], { among: OURS }),
  only('allocation-imports-nothing-of-ours', '^lib/allocation/', ['^lib/allocation/', '^lib/counting/'], {
    among: OURS,
  }),
  notBuiltIn('pure-cores-use-no-built-in-modules', PURE, [NATIVE]),
  never(
    'pure-cores-use-no-framework',
    PURE,
    '^node_modules/(next|next-auth|next-intl|react|react-dom|@?prisma|pg|pino|nodemailer)/',
  ),

  only('features-import-cores-and-server', FEATURE, [PURE, SHARED, '^lib/server/', FEATURE], { among: OURS }),
  {
    name: 'features-meet-through-service-and-queries',
    severity: 'error',
    from: { path: FEATURE },
    to: { path: FEATURE, pathNot: ['^lib/$1/', OPEN_TO_FEATURES] },
  },
  only('server-imports-cores', '^lib/server/', ['^lib/server/', PURE, SHARED], { among: OURS }),

  only('client-imports-cores', '^lib/client/', ['^lib/client/', PURE, SHARED], { among: OURS }),
  notBuiltIn('client-uses-no-built-in-modules', '^lib/client/'),
  only(
    'cli-imports-cores',
    '^lib/cli/(verify|count|main|mix[^/]*|codes|trustee/.*|monitor[^/]*|witness)\\.ts$',
    ['^lib/cli/', PURE],
    {
      among: OURS,
    },
  ),
  never(
    'cli-never-reaches-server',
    '^lib/cli/(verify|count|main|mix[^/]*|codes|trustee/.*|monitor[^/]*|witness)\\.ts$',
    `^lib/(server|client)/|${FEATURE}`,
    {
      reachable: true,
    },
  ),

  only('ui-imports-nothing-of-ours', '^components/ui/', ['^components/ui/'], { among: OURS }),
  only('shell-imports-ui', '^components/shell/', ['^components/(shell|ui)/', '^i18n/'], { among: OURS }),

  never('app-never-imports-the-database', '^app/', '^lib/server/(db\\.ts$|generated/)'),
  only(
    'app-imports-features-and-components',
    '^app/',
    ['^app/', '^components/', '^lib/(?!cli/)', '^i18n/', '^messages/'],
    {
      among: OURS,
    },
  ),
  never('nothing-imports-app', { pathNot: '^app/' }, '^app/'),

  // The wall: who stores ballots cannot be handed a person, and who knows persons cannot look at ballots.
  never('ballot-side-never-reaches-people', '^lib/voting/ballots/', '^lib/people/|^lib/server/auth[^/]*(\\.ts$|/)', {
    reachable: true,
  }),
  never('people-side-never-imports-ballots', '^lib/people/', '^lib/voting/ballots/'),

  // Two verifiers that share a line of code can share its fault.
  only('second-verifier-shares-nothing', '^second-verifier/', [
    '^second-verifier/',
    '^node_modules/@noble/(curves|hashes)/',
    '^(node:)?(fs|path|util)$',
  ]),
  // The verifiers share no arithmetic: what runs on our own kernel never runs the library that the second one is built on.
  never('only-the-second-verifier-runs-noble-curves', { pathNot: '^second-verifier/' }, '^node_modules/@noble/curves/'),
  never('nothing-imports-second-verifier', { pathNot: '^second-verifier/' }, '^second-verifier/'),

  never('product-never-imports-tools', '^(app|components|lib|i18n)/', '^(scripts|e2e|bench|prisma)/'),
  never('product-never-imports-test-support', '^(app|components|lib|i18n|proxy)', '/testing/|\\.test\\.tsx?$'),
];

/** Rules that forgive `import type`, which leaves nothing behind in the running program. */
export const atRunTime = [
  only('counting-takes-only-types-from-allocation', '^lib/counting/', ['^lib/counting/', PACKAGE]),
  only('allocation-takes-only-types-from-counting', '^lib/allocation/', ['^lib/allocation/', PACKAGE]),
  {
    name: 'feature-components-import-ui-client-and-cores',
    severity: 'error',
    from: { path: '^components/(?!ui/|shell/)([^/]+)/' },
    to: { path: OURS, pathNot: ['^components/$1/', SHARED_COMPONENTS, '^lib/client/', PURE, SHARED, '^i18n/'] },
  },
];

/** Tests and what serves them only are free to import what they test. */
export const unchecked = '\\.test\\.tsx?$|/testing/|^lib/server/generated/';
