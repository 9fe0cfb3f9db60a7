import { posix } from 'node:path';
import { readSource, type Import, type Source } from './source.js';

/** The text of each source file by its path from the root of the repository, with `/`. */
export type SourceTree = ReadonlyMap<string, string>;

export interface Violation {
  rule: string;
  file: string;
  /** The import, name or number that breaks the rule. */
  found: string;
}

/** Returns all violations in the tree. */
export function violations(tree: SourceTree): Violation[] {
  return [...tree].flatMap(([path, text]) => {
    const source = readSource(path, text);
    const file = { path, ...source, modules: source.imports.map(({ from }) => from) };
    return Object.entries(rules).flatMap(([rule, check]) =>
      check(file).map((found) => ({ rule, file: path, found })),
    );
  });
}

interface File extends Source {
  path: string;
  /** The module names of its imports. */
  modules: string[];
}

/** The libs that each lib may import. Folders of `apps` may import all. */
export const LIBS: Readonly<Record<string, readonly string[]>> = {
  text: [],
  config: [],
  launch: [],
  client: [],
  telemetry: [],
  'json-api': ['text'],
  customers: ['database'],
  database: ['config', 'telemetry'],
  server: ['text', 'config', 'launch', 'telemetry', 'database'],
  audit: ['text', 'telemetry', 'database'],
  oauth: ['text', 'config', 'telemetry', 'database', 'audit'],
  'sign-in': ['text', 'config', 'telemetry', 'database', 'audit', 'oauth'],
  resources: ['json-api', 'audit', 'oauth'],
  demo: ['config', 'database', 'oauth'],
  application: [
    'config',
    'launch',
    'database',
    'server',
    'audit',
    'oauth',
    'sign-in',
    'json-api',
    'resources',
    'demo',
  ],
};

/**
 * Further public files of libs, which load less than `index.ts`: `imports` of package.json names each.
 */
export const ENTRIES: ReadonlySet<string> = new Set([
  '#oauth/administration',
  '#oauth/offline',
  '#text/characters',
]);

/**
 * The layers of `src` in some libs, the lowest first: folders, and files outside of folders. A file
 * imports from its own layer and from lower ones. Imports from higher layers could become circular,
 * and a circular import of decorated classes in ESM crashes the process at the start.
 */
const LAYERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  oauth: [
    [
      'scope.ts',
      'resource.ts',
      'side.ts',
      'scopes.ts',
      'network.ts',
      'oauth.error.ts',
      'oauth-settings.ts',
      'refusal-settings.ts',
      'oauth.options.ts',
      'host-hooks.ts',
      'module-settings.ts',
      'option-forms.ts',
      'own-tables',
      'form-parameters.ts',
      'jws',
      'migrations',
    ],
    ['outgoing'],
    ['caching'],
    ['clients'],
    ['people'],
    ['limits'],
    ['usage'],
    ['refusals'],
    ['keys'],
    ['openid'],
    ['access-tokens'],
    ['refresh-tokens'],
    ['revocation'],
    ['replay'],
    ['dpop'],
    ['client-authentication'],
    ['authorization'],
    ['grants'],
    ['endpoints'],
    ['protected-resource'],
    ['openapi', 'diagnostics'],
    ['oauth.entities.ts', 'observers.ts', 'people-providers.ts', 'shop-clients.ts'],
    ['host-modules.ts'],
    ['oauth.module.ts', 'oauth-administration.ts'],
    ['index.ts', 'administration.ts', 'offline.ts', 'public.ts'],
    ['testing'],
  ],
  'sign-in': [
    ['sign-in.settings.ts', 'migrations', 'secrets'],
    ['people', 'recovery-codes', 'transactions'],
    ['pages'],
    ['audit'],
    ['sessions'],
    ['attempts'],
    ['passwords'],
    ['links', 'registration'],
    ['notify'],
    ['administration'],
    ['methods'],
    ['totp', 'passkeys', 'providers'],
    ['http'],
    ['upkeep.ts'],
    ['sign-in.module.ts', 'index.ts'],
  ],
  'json-api': [
    ['migrations'],
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
const USES_HTTP = /^libs\/oauth\/src\/(endpoints\/|protected-resource\/|oauth\.module\.ts$)/;
/** Sends requests to addresses that an administrator has set. It is an HTTP client and serves nothing. */
const HTTP_CLIENT = 'libs/oauth/src/outgoing/outgoing-requests.ts';
const HTTP_PACKAGE =
  /^(node:)?https?2?$|^(@?fastify|express|passport.*|@nestjs\/(passport|platform-.*))(\/|$)/;

/** The names of @nestjs/common for dependency injection: no controllers, pipes, guards or filters. */
const INJECTION = new Set(
  (
    'Injectable Inject Optional Module Global DynamicModule Provider FactoryProvider Type forwardRef Logger ' +
    'ConfigurableModuleBuilder OnModuleInit OnModuleDestroy OnApplicationBootstrap ' +
    'BeforeApplicationShutdown OnApplicationShutdown INestApplicationContext'
  ).split(' '),
);

/** The file name of a migration; `libs/database/src/find-migrations.ts` finds the files by it. */
export const MIGRATION = /\/\d{13}-[^./]+\.ts$/;

const STORES = /\.(repository|entity|entities|module)\.ts$|^libs\/(database|json-api\/src\/sql)\//;

/**
 * The last two paths make the passwords of the embedded server and of database logins. `.oxlintrc.json`
 * has the same list, for the global `crypto`.
 */
const HOLDS_SECRETS =
  /\/client-secret\.ts$|^libs\/oauth\/src\/(keys|jws|dpop|replay|refresh-tokens)\/|\/access-token\.jwt\.ts$|^libs\/sign-in\/src\/secrets\/|^libs\/database\/src\/(embedded\/|scram-verifier\.ts$)/;

/** The names of node:crypto that all files may import: no hash, no cipher, no private key. */
const NO_SECRET = new Set(['randomUUID', 'createPublicKey', 'KeyObject', 'JsonWebKey']);

/** Files that may import more names of node:crypto, each with its reason. */
const MORE_OF_CRYPTO: Readonly<Record<string, readonly string[]>> = {
  // Recomputes the hashes of the audit trail, which are not secret.
  'libs/audit/src/audit-chain.ts': ['createHash'],
  // Computes the digest of exported events before they are removed from the audit trail.
  'apps/cli/src/audit-export.ts': ['createHash'],
  // Makes and hashes codes and ids of requests, which are used once, and checks code challenges.
  'libs/oauth/src/authorization/one-time-secret.ts': ['createHash', 'randomBytes'],
  // Recognizes verified tokens by their hash, and does not keep the tokens.
  'libs/oauth/src/access-tokens/verified-tokens.ts': ['hash'],
  // Compares documents and requests by their hashes, and does not keep them.
  'libs/json-api/src/response/entity-tag.ts': ['hash'],
  // Shows some bits of an HMAC, by which operators compare the keys of processes.
  'libs/config/src/key-fingerprint.ts': ['createHmac'],
  // Signs cursors with a key from the options; their content is not secret.
  'libs/json-api/src/query/cursor.ts': ['createHmac', 'timingSafeEqual'],
};

const CATCH_ALL = /(^|\/)(utils|helpers|common|shared|core|types|interfaces)(?=\/)/;
const LIB_ROOT = /^libs\/[^/]+\/src\/index\.ts$/;

/** The folders of the console that every area uses. All others, except `app`, are areas. */
const CONSOLE_PARTS = new Set(['api', 'messages', 'routing', 'ui']);

/** The public file of an area of the console. */
const AREA_ROOT = /^apps\/console\/src\/[^/]+\/index\.ts$/;

/**
 * The largest number is in oauth: names for the protocol, for people who sign in, and for the administration of
 * clients and signing keys. The command line assembles the administration itself, so repositories are included.
 */
const MAX_PUBLIC_NAMES = 52;

/** Each function returns the parts of a file that violate its rule. */
const rules = {
  'libs never import applications, and applications never each other': ({ path, modules }) =>
    modules.filter((from) => {
      const target = /^apps\/[^/]+/.exec(resolve(path, from))?.[0];
      return target !== undefined && target !== unit(path);
    }),

  'a lib imports only allowed libs': ({ path, modules }) => {
    const name = /^libs\/([^/]+)/.exec(path)?.[1];
    if (name === undefined) return [];
    const allowed = LIBS[name];
    if (!allowed) return [`the lib ${name}, which is not in LIBS`];
    return modules.filter((from) => from.startsWith('#') && !allowed.includes(libOf(from)));
  },

  'a lib is imported only by its #name': ({ path, modules }) =>
    modules.filter((from) => {
      if (from.startsWith('#')) return !Object.hasOwn(LIBS, from.slice(1)) && !ENTRIES.has(from);
      const target = resolve(path, from);
      return target.startsWith('libs/') && unit(target) !== unit(path);
    }),

  'a file imports only from its own layer and from lower ones': ({ path, modules }) => {
    const own = layer(path);
    if (own === null) return [];
    if (own === -1) return [`${placeOf(path).rest}, which is not in LAYERS`];
    return modules.filter((from) => {
      const target = from.startsWith('.') ? layer(resolve(path, from)) : null;
      return target !== null && target > own;
    });
  },

  'inside oauth only endpoints and protected-resource use HTTP': ({ path, modules, imports }) => {
    if (!path.startsWith(OAUTH) || USES_HTTP.test(path)) return [];
    return [
      ...modules.filter((from) => path !== HTTP_CLIENT && HTTP_PACKAGE.test(from)),
      ...namesOutside(INJECTION, imports, /^@nestjs\/common(\/|$)/),
    ];
  },

  'the client imports openapi-fetch alone, so that it runs without Node.js': ({ path, modules }) =>
    path.startsWith('libs/client/')
      ? modules.filter((from) => !from.startsWith('.') && from !== 'openapi-fetch')
      : [],

  'only telemetry imports the API of OpenTelemetry': ({ path, modules }) =>
    path.startsWith('libs/telemetry/')
      ? []
      : modules.filter((from) => from.startsWith('@opentelemetry/')),

  'only repositories, entities, modules and SQL folders import typeorm': ({ path, modules }) =>
    STORES.test(path) || MIGRATION.test(path)
      ? []
      : modules.filter((from) => /typeorm(\/|$)/.test(from)),

  'a migration imports only typeorm and migrations, because other code changes': (file) =>
    MIGRATION.test(file.path)
      ? file.modules.filter(
          (from) => from !== 'typeorm' && !MIGRATION.test(resolve(file.path, from)),
        )
      : [],

  'only files that keep secrets make hashes and private keys': ({ path, imports }) =>
    HOLDS_SECRETS.test(path)
      ? []
      : namesOutside(
          new Set([...NO_SECRET, ...(MORE_OF_CRYPTO[path] ?? [])]),
          imports,
          /^(node:)?crypto$/,
        ),

  'the console imports only the client of the libs, and areas each other by their index.ts': ({
    path,
    modules,
  }) => {
    const [, own = ''] = /^apps\/console\/src\/([^/]+)\//.exec(path) ?? [];
    if (own === '') return [];
    return modules.filter((from) => {
      if (from.startsWith('#')) return from !== '#client';
      const [, target = '', rest] =
        /^apps\/console\/src\/([^/]+)\/(.+)$/.exec(resolve(path, from)) ?? [];
      if (target === own || target === '' || own === 'app') return false;
      if (CONSOLE_PARTS.has(target)) return false;
      return target === 'app' || CONSOLE_PARTS.has(own) || rest !== 'index.ts';
    });
  },

  'no index.ts below the root of a lib': ({ path }) =>
    posix.basename(path) === 'index.ts' && !LIB_ROOT.test(path) && !AREA_ROOT.test(path)
      ? ['index.ts']
      : [],

  'no folder is a catch-all': ({ path }) => {
    const folder = CATCH_ALL.exec(path)?.[2];
    return folder ? [folder] : [];
  },

  'a lib has at most 52 public names': ({ path, exports }) => {
    if (!LIB_ROOT.test(path)) return [];
    if (exports.includes('*')) return ['export *'];
    return exports.length > MAX_PUBLIC_NAMES ? [`${exports.length} names`] : [];
  },
} satisfies Record<string, (file: File) => string[]>;

export type Rule = keyof typeof rules;

export const RULES = Object.keys(rules) as Rule[];

/** Returns the lib or application of a path. */
function unit(path: string): string {
  return path.split('/', 2).join('/');
}

function libOf(from: string): string {
  return from.slice(1).split('/', 1)[0] ?? '';
}

/** Returns the path of the source of a relative import; other imports are unchanged. */
function resolve(path: string, from: string): string {
  if (!from.startsWith('.')) return from;
  return posix.join(posix.dirname(path), from).replace(/\.js$/, '.ts');
}

/** Returns the lib of a path, and the path below `src` of that lib. */
function placeOf(path: string): { lib: string; rest: string } {
  const [, lib = '', rest = ''] = /^libs\/([^/]+)\/src\/(.+)$/.exec(path) ?? [];
  return { lib, rest };
}

/** Returns -1 for a path without a layer in a lib with layers; null outside of such libs. */
function layer(path: string): number | null {
  const { lib, rest } = placeOf(path);
  const [name = ''] = rest.split('/', 1);
  return LAYERS[lib]?.findIndex((names) => names.includes(name)) ?? null;
}

function namesOutside(allowed: ReadonlySet<string>, imports: Import[], module: RegExp): string[] {
  return imports
    .filter(({ from }) => module.test(from))
    .flatMap(({ from, names }) => names.map((name) => ({ from, name })))
    .filter(({ name }) => !allowed.has(name))
    .map(({ from, name }) => `${name} of ${from}`);
}
