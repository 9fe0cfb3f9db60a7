import { posix } from 'node:path';
import { readSource, type Import, type Source } from './source.js';

/** Paths from the root of the repository, with `/`, and what the files say. */
export type SourceTree = ReadonlyMap<string, string>;

export interface Violation {
  rule: string;
  file: string;
  /** The import, name or number that breaks the rule. */
  found: string;
}

/** Every rule that a file of the tree breaks. */
export function violations(tree: SourceTree): Violation[] {
  return [...tree].flatMap(([path, text]) => {
    const source = readSource(path, text);
    const file = { path, ...source, modules: source.imports.map(({ from }) => from) };
    return Object.entries(rules).flatMap(([rule, broken]) =>
      broken(file).map((found) => ({ rule, file: path, found })),
    );
  });
}

interface File extends Source {
  path: string;
  /** Where its imports are from. */
  modules: string[];
}

/** Which libs each lib may import. Applications may import them all; nobody imports `demo`. */
const LIBS: Readonly<Record<string, readonly string[]>> = {
  text: [],
  config: [],
  'json-api': ['text'],
  customers: [],
  database: ['config'],
  server: ['config', 'database'],
  audit: ['text', 'database'],
  oauth: ['text', 'database', 'audit'],
  resources: ['json-api', 'audit', 'oauth'],
  demo: ['config', 'database', 'audit', 'oauth'],
  application: ['config', 'database', 'server', 'audit', 'oauth', 'json-api', 'resources', 'demo'],
};

/**
 * The folders and files of `src` in libs that have several, the ground floor first. A file imports
 * from its own floor and from those below. Never upwards: a circular import of decorated classes in
 * ESM is a crash at boot.
 */
const FLOORS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  oauth: [
    [
      'scope.ts',
      'resource.ts',
      'side.ts',
      'network.ts',
      'oauth.error.ts',
      'oauth.options.ts',
      'form-parameters.ts',
      'jws',
    ],
    ['caching'],
    ['clients'],
    ['limits'],
    ['usage'],
    ['keys'],
    ['access-tokens'],
    ['revocation'],
    ['replay'],
    ['dpop'],
    ['client-authentication'],
    ['grants'],
    ['endpoints'],
    ['protected-resource'],
    ['openapi', 'diagnostics'],
    ['oauth.module.ts', 'oauth.entities.ts', 'oauth-administration.ts', 'index.ts'],
  ],
  'json-api': [
    ['definition'],
    ['negotiation'],
    ['errors'],
    ['json-api.options.ts', 'route-description.ts'],
    ['query'],
    ['response'],
    ['sql'],
    ['request'],
    ['http'],
    ['preconditions', 'idempotency'],
    ['atomic'],
    ['openapi'],
    ['json-api.module.ts', 'index.ts'],
  ],
};

const OAUTH = 'libs/oauth/src/';
const KNOWS_HTTP = /^libs\/oauth\/src\/(endpoints\/|protected-resource\/|oauth\.module\.ts$)/;
/** Asks for what clients publish: it is a client of HTTP and serves nothing. */
const ASKS_HTTP = 'libs/oauth/src/client-authentication/key-set-download.ts';
const HTTP_PACKAGE =
  /^(node:)?https?2?$|^(@?fastify|express|passport.*|@nestjs\/(passport|platform-.*))(\/|$)/;

/** All that is left of @nestjs/common without controllers, pipes, guards and filters. */
const INJECTION = new Set(
  (
    'Injectable Inject Optional Module Global DynamicModule Provider Type forwardRef Logger ' +
    'ConfigurableModuleBuilder OnModuleInit OnModuleDestroy OnApplicationBootstrap ' +
    'BeforeApplicationShutdown OnApplicationShutdown'
  ).split(' '),
);

const STORES = /\.(repository|entity|entities|module)\.ts$|^libs\/(database|json-api\/src\/sql)\//;
const READS_ENVIRONMENT = /(^|\/)main\.ts$|^libs\/config\//;

/** The last two are for the passwords of the development server, and of logins. */
const HOLDS_SECRETS =
  /\/client-secret\.ts$|^libs\/oauth\/src\/(keys|jws|dpop|replay)\/|\/access-token\.jwt\.ts$|^libs\/database\/src\/(embedded\/|scram-verifier\.ts$)/;

/** All that the rest of the code needs of node:crypto: no hash, no cipher, no private key. */
const NO_SECRET = new Set(['randomUUID', 'createPublicKey', 'KeyObject', 'JsonWebKey']);

/** Files that need a little more of it, and for what. */
const MORE_OF_CRYPTO: Readonly<Record<string, readonly string[]>> = {
  // Recomputes the hashes of the audit trail, which are no secret.
  'libs/audit/src/audit-chain.ts': ['createHash'],
  // Computes the digest of what is exported before it is removed from the trail.
  'apps/cli/src/audit-export.ts': ['createHash'],
  // Knows tokens again, of which it keeps no more than the hash.
  'libs/oauth/src/access-tokens/verified-tokens.ts': ['hash'],
  // Tells whether documents and requests are the same, of which it keeps no more than the hash.
  'libs/json-api/src/http/digest.ts': ['hash'],
  // Seals cursors with a key that it is given; what is sealed is no secret.
  'libs/json-api/src/query/cursor.ts': ['createHmac', 'timingSafeEqual'],
};

const DRAWERS = /(^|\/)(utils|helpers|common|shared|core|types|interfaces)(?=\/)/;
const LIB_ROOT = /^libs\/[^/]+\/src\/index\.ts$/;
const LINES = 200;

/**
 * Of which oauth needs most: those of the protocol, and those of who administers clients and signing
 * keys. The command line puts the latter together itself, so their repositories are among them.
 */
const PUBLIC_NAMES = 36;

/** What of a file breaks the rule. */
const rules = {
  'libs never import applications, and applications never each other': ({ path, modules }) =>
    modules.filter((from) => {
      const target = /^apps\/[^/]+/.exec(resolve(path, from))?.[0];
      return target !== undefined && target !== unit(path);
    }),

  'a lib imports only the libs that it may': ({ path, modules }) => {
    const name = /^libs\/([^/]+)/.exec(path)?.[1];
    if (name === undefined) return [];
    const allowed = LIBS[name];
    if (!allowed) return [`the lib ${name}, which has no place among the others yet`];
    return modules.filter((from) => from.startsWith('#') && !allowed.includes(libOf(from)));
  },

  'a lib is imported by its #name, and by nothing below it': ({ path, modules }) =>
    modules.filter((from) => {
      if (from.startsWith('#')) return !Object.hasOwn(LIBS, from.slice(1));
      const target = resolve(path, from);
      return target.startsWith('libs/') && unit(target) !== unit(path);
    }),

  'inside a lib imports point down': ({ path, modules }) => {
    const own = floor(path);
    if (own === null) return [];
    if (own === -1) return [`${placeOf(path).rest}, which is on no floor yet`];
    return modules.filter((from) => {
      const target = from.startsWith('.') ? floor(resolve(path, from)) : null;
      return target !== null && target > own;
    });
  },

  'inside oauth only endpoints and protected-resource know HTTP': ({ path, modules, imports }) => {
    if (!path.startsWith(OAUTH) || KNOWS_HTTP.test(path)) return [];
    return [
      ...modules.filter((from) => path !== ASKS_HTTP && HTTP_PACKAGE.test(from)),
      ...namesBeyond(INJECTION, imports, /^@nestjs\/common(\/|$)/),
    ];
  },

  'only repositories, entities, modules and what writes SQL import typeorm': ({ path, modules }) =>
    STORES.test(path) ? [] : modules.filter((from) => /typeorm(\/|$)/.test(from)),

  'only main.ts and libs/config read the environment': ({ path, modules, globals }) =>
    READS_ENVIRONMENT.test(path)
      ? []
      : [
          ...globals.filter((use) => use === 'process.env'),
          ...modules.filter((from) => /^(node:)?process$/.test(from)),
        ],

  'hashes and private keys are made where secrets are kept': ({ path, imports, globals }) =>
    HOLDS_SECRETS.test(path)
      ? []
      : [
          ...namesBeyond(
            new Set([...NO_SECRET, ...(MORE_OF_CRYPTO[path] ?? [])]),
            imports,
            /^(node:)?crypto$/,
          ),
          ...globals.filter((use) => use.startsWith('crypto.') && use !== 'crypto.randomUUID'),
        ],

  'no index.ts below the root of a lib': ({ path }) =>
    posix.basename(path) === 'index.ts' && !LIB_ROOT.test(path) ? ['index.ts'] : [],

  'no folder is a drawer for everything': ({ path }) => {
    const drawer = DRAWERS.exec(path)?.[2];
    return drawer ? [drawer] : [];
  },

  'no file is longer than 200 lines': ({ path, lines }) =>
    lines > LINES && !path.includes('/migrations/') ? [`${lines} lines`] : [],

  'a lib has 36 public names at the most': ({ path, exports }) => {
    if (!LIB_ROOT.test(path)) return [];
    if (exports.includes('*')) return ['export *'];
    return exports.length > PUBLIC_NAMES ? [`${exports.length} names`] : [];
  },
} satisfies Record<string, (file: File) => string[]>;

export type Rule = keyof typeof rules;

export const RULES = Object.keys(rules) as Rule[];

/** The lib or application that a path is in. */
function unit(path: string): string {
  return path.split('/', 2).join('/');
}

function libOf(from: string): string {
  return from.slice(1).split('/', 1)[0] ?? '';
}

/** Where a relative import leads, with the name that the source has; other imports as they are. */
function resolve(path: string, from: string): string {
  if (!from.startsWith('.')) return from;
  return posix.join(posix.dirname(path), from).replace(/\.js$/, '.ts');
}

/** The lib of a path, and its path in `src` of that lib. */
function placeOf(path: string): { lib: string; rest: string } {
  const [, lib = '', rest = ''] = /^libs\/([^/]+)\/src\/(.+)$/.exec(path) ?? [];
  return { lib, rest };
}

/** -1 for a path without a floor in a lib with floors; null outside of such libs. */
function floor(path: string): number | null {
  const { lib, rest } = placeOf(path);
  const [name = ''] = rest.split('/', 1);
  return FLOORS[lib]?.findIndex((names) => names.includes(name)) ?? null;
}

function namesBeyond(known: ReadonlySet<string>, imports: Import[], module: RegExp): string[] {
  return imports
    .filter(({ from }) => module.test(from))
    .flatMap(({ from, names }) => names.map((name) => ({ from, name })))
    .filter(({ name }) => !known.has(name))
    .map(({ from, name }) => `${name} of ${from}`);
}
