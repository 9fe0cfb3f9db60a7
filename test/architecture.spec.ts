import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTable, treePaths } from './support/architecture-page.js';
import { LIBS, MIGRATION, RULES, violations, type Rule } from './support/architecture.js';

/** Returns the text of each source file of the product by its path: no tests and no build. */
function sources(): Map<string, string> {
  const paths = ['apps', 'libs'].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => join(root, path)),
  );
  const code = paths.filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.spec.ts'));
  return new Map(code.map((path) => [path.replaceAll('\\', '/'), readFileSync(path, 'utf8')]));
}

describe('the source files', () => {
  const tree = sources();
  const found = violations(tree);

  it('are all read', () => {
    expect([...tree.keys()]).toEqual(
      expect.arrayContaining(['apps/backoffice/src/main.ts', 'libs/oauth/src/scope.ts']),
    );
  });

  it.each(RULES)('follow the rule: %s', (rule) => {
    expect(found.filter((violation) => violation.rule === rule)).toEqual([]);
  });

  it('do not use float8, whose text depends on a setting of the login', () => {
    // The tables of hosts are those that the migrations make.
    const isSchema = (path: string) => MIGRATION.test(path) || path.includes('/own-tables/');
    const checked = [...tree].filter(([path]) => !isSchema(path));
    const floats = checked.filter(([, text]) => /float8|double precision/i.test(text));
    expect(floats.map(([path]) => path)).toEqual([]);
  });
});

/** Files that each violate one rule, with the reported part and the text of the file. */
const broken: [rule: Rule, file: string, found: string, text: string][] = [
  [
    'libs never import applications, and applications never each other',
    'libs/server/src/routes.ts',
    '../../../apps/storefront/src/users/user.entity.js',
    `import { User } from '../../../apps/storefront/src/users/user.entity.js';`,
  ],
  [
    'libs never import applications, and applications never each other',
    'apps/backoffice/src/users/user.ts',
    '../../../storefront/src/users/user.entity.js',
    `export { User } from '../../../storefront/src/users/user.entity.js';`,
  ],
  [
    'a lib imports only allowed libs',
    'libs/config/src/config.ts',
    '#database',
    `import { connect } from '#database';`,
  ],
  [
    'a lib imports only allowed libs',
    'libs/json-api/src/response/document.ts',
    '#oauth',
    `import type { Side } from '#oauth';`,
  ],
  [
    'a lib imports only allowed libs',
    'libs/oauth/src/endpoints/oauth-error.filter.ts',
    '#json-api',
    `const { JsonApiError } = await import('#json-api');`,
  ],
  [
    'a lib imports only allowed libs',
    'libs/oauth/src/scope.ts',
    '#server',
    `export type Theirs = import('#server').RunningServer;`,
  ],
  [
    'a lib imports only allowed libs',
    'libs/oauth/src/grants/grant.ts',
    '#oauth',
    `import { SIDES } from '#oauth';`,
  ],
  [
    'a lib imports only allowed libs',
    'libs/audit/src/audit-log.ts',
    '#oauth',
    `import type { Side } from '#oauth';`,
  ],
  [
    'a lib imports only allowed libs',
    'libs/billing/src/invoice.ts',
    'the lib billing, which is not in LIBS',
    '',
  ],
  [
    'a lib is imported only by its #name',
    'apps/cli/src/main.ts',
    '../../../libs/oauth/src/keys/key-store.js',
    `import { KeyStore } from '../../../libs/oauth/src/keys/key-store.js';`,
  ],
  [
    'a lib is imported only by its #name',
    'apps/cli/src/main.ts',
    '#oauth/keys',
    `import { KeyStore } from '#oauth/keys';`,
  ],
  [
    'a file imports only from its own layer and from lower ones',
    'libs/oauth/src/clients/clients.service.ts',
    '../keys/key-store.js',
    `import { KeyStore } from '../keys/key-store.js';`,
  ],
  [
    'a file imports only from its own layer and from lower ones',
    'libs/oauth/src/form-parameters.ts',
    './clients/client.entity.js',
    `import type { Client } from './clients/client.entity.js';`,
  ],
  [
    'a file imports only from its own layer and from lower ones',
    'libs/oauth/src/protected-resource/caller.decorator.ts',
    '../index.js',
    `import { Client } from '../index.js';`,
  ],
  [
    'a file imports only from its own layer and from lower ones',
    'libs/oauth/src/sessions/session.ts',
    'sessions/session.ts, which is not in LAYERS',
    '',
  ],
  [
    'a file imports only from its own layer and from lower ones',
    'libs/json-api/src/query/sort.ts',
    '../sql/keyset.js',
    `import { Keyset } from '../sql/keyset.js';`,
  ],
  [
    'the client imports openapi-fetch alone, so that it runs without Node.js',
    'libs/client/src/jwt.ts',
    'node:crypto',
    `import { randomUUID } from 'node:crypto';`,
  ],
  [
    'the client imports openapi-fetch alone, so that it runs without Node.js',
    'libs/client/src/jwt.ts',
    'jose',
    `import { SignJWT } from 'jose';`,
  ],
  [
    'inside oauth only endpoints and protected-resource use HTTP',
    'libs/oauth/src/grants/client-credentials.grant.ts',
    'HttpException of @nestjs/common',
    `import { Injectable, HttpException as Refusal } from '@nestjs/common';`,
  ],
  [
    'inside oauth only endpoints and protected-resource use HTTP',
    'libs/oauth/src/client-authentication/client-authenticator.ts',
    'fastify',
    `import type { FastifyRequest } from 'fastify';`,
  ],
  [
    'only telemetry imports the API of OpenTelemetry',
    'libs/oauth/src/grants/grants.ts',
    '@opentelemetry/api',
    `import { trace } from '@opentelemetry/api';`,
  ],
  [
    'only repositories, entities, modules and SQL folders import typeorm',
    'apps/backoffice/src/users/users.controller.ts',
    'typeorm',
    `import { DataSource } from 'typeorm';`,
  ],
  [
    'a migration imports only typeorm and migrations, because other code changes',
    'apps/backoffice/src/roles/1795392000008-roles.ts',
    './role.entity.js',
    `import { Role } from './role.entity.js';`,
  ],
  [
    'only files that keep secrets make hashes and private keys',
    'libs/json-api/src/response/document.ts',
    'createHash of node:crypto',
    `import { createHash, randomUUID } from 'node:crypto';`,
  ],
  [
    'only files that keep secrets make hashes and private keys',
    'libs/audit/src/audit-trail.ts',
    'createHash of node:crypto',
    `import { createHash } from 'node:crypto';`,
  ],
  [
    'only files that keep secrets make hashes and private keys',
    'libs/audit/src/audit-chain.ts',
    'createHmac of node:crypto',
    `import { createHash, createHmac } from 'node:crypto';`,
  ],
  [
    'only files that keep secrets make hashes and private keys',
    'libs/oauth/src/access-tokens/access-tokens.ts',
    '* of node:crypto',
    `import * as crypto from 'node:crypto';`,
  ],
  ['no index.ts below the root of a lib', 'libs/oauth/src/keys/index.ts', 'index.ts', ''],
  [
    'the console imports only the client of the libs, and areas each other by their index.ts',
    'apps/console/src/clients/clients-page.tsx',
    '#oauth',
    `import type { Side } from '#oauth';`,
  ],
  [
    'the console imports only the client of the libs, and areas each other by their index.ts',
    'apps/console/src/clients/clients-page.tsx',
    '../people/person-name.js',
    `import { PersonName } from '../people/person-name.js';`,
  ],
  [
    'the console imports only the client of the libs, and areas each other by their index.ts',
    'apps/console/src/clients/clients-page.tsx',
    '../app/theme.js',
    `import { useTheme } from '../app/theme.js';`,
  ],
  [
    'the console imports only the client of the libs, and areas each other by their index.ts',
    'apps/console/src/ui/table.tsx',
    '../clients/index.js',
    `import { useClientsTitle } from '../clients/index.js';`,
  ],
  ['no index.ts below the root of a lib', 'apps/backoffice/src/index.ts', 'index.ts', ''],
  ['no folder is a catch-all', 'apps/backoffice/src/shared/money.ts', 'shared', ''],
  [
    'a lib has at most 52 public names',
    'libs/json-api/src/index.ts',
    '53 names',
    `export { ${Array.from({ length: 53 }, (_, index) => `name${index}`).join(', ')} };`,
  ],
  [
    'a lib has at most 52 public names',
    'libs/json-api/src/index.ts',
    'export *',
    `export * from './document.js';`,
  ],
];

describe('a violation of the architecture rules', () => {
  it.each(broken)('is reported: %s: %s, %s', (rule, file, found, text) => {
    expect(violations(new Map([[file, text]]))).toEqual([{ rule, file, found }]);
  });

  it('is tested for each rule', () => {
    expect(new Set(broken.map(([rule]) => rule))).toEqual(new Set(RULES));
  });
});

describe('code that only resembles a violation of the architecture rules', () => {
  it.each([
    ['a comment', 'libs/server/src/log.ts', `// import 'typeorm'`],
    ['text', 'libs/server/src/log.ts', `export const hint = "import '#oauth'";`],
    [
      'a hash of the audit trail',
      'libs/audit/src/audit-chain.ts',
      `import { createHash } from 'node:crypto';`,
    ],
    [
      'an import from a lower layer',
      'libs/oauth/src/keys/key-store.ts',
      `import '../clients/client.js';`,
    ],
    [
      'an import from the same layer',
      'libs/oauth/src/keys/key-store.ts',
      `import './sealed-key.js';`,
    ],
    [
      'a migration that imports another',
      'apps/backoffice/src/roles/1795392000008-roles.ts',
      `import { ROLES } from './1795392000007-names.js';\nimport 'typeorm';`,
    ],
    [
      'HTTP in an endpoint',
      'libs/oauth/src/endpoints/a.ts',
      `import { Get } from '@nestjs/common';`,
    ],
  ])('is not reported: %s', (_, file, text) => {
    expect(violations(new Map([[file, text]]))).toEqual([]);
  });
});

describe('the tree in ARCHITECTURE.md', () => {
  const shown = treePaths(readFileSync('ARCHITECTURE.md', 'utf8'));

  it('names files and folders that exist', () => {
    expect(shown).toEqual(expect.arrayContaining(['libs/oauth/src/keys/key-store.ts']));
    expect(shown.filter((path) => !existsSync(path))).toEqual([]);
  });

  /** True for a folder of a feature that the module of its application lists, or the router of the console. */
  const isListed = (folder: string) => {
    const [, source, name, feature, rest] =
      /^(apps\/([\w-]+)\/src\/)([\w-]+)\/((?:[\w-]+\/)*)$/.exec(folder) ?? [];
    const isArea = name === 'console';
    if (rest && !isArea) return false;
    if (rest && shown.includes(`${source}${feature}/`)) return true;
    const list = source + (isArea ? 'app/router.ts' : `${name}.module.ts`);
    const from = isArea ? `from '../${feature}/` : `from './${feature}/`;
    return existsSync(list) && readFileSync(list, 'utf8').includes(from);
  };

  it('has every folder of the sources, except features that their application lists', () => {
    const folders = [...sources().keys()].map(
      (path) => `${path.split('/').slice(0, -1).join('/')}/`,
    );
    const others = [...new Set(folders)].filter((folder) => !shown.includes(folder));
    expect(others.filter((folder) => !isListed(folder))).toEqual([]);
    expect(isListed('apps/backoffice/src/users/')).toBe(true);
    expect(isListed('apps/backoffice/src/unlisted/')).toBe(false);
  });

  it.each([
    ['a folder in a folder', 'libs/\n  text/src/   texts', ['libs/', 'libs/text/src/']],
    ['several names', 'a/\n  b.ts  c.ts   texts', ['a/', 'a/b.ts', 'a/c.ts']],
    ['a file in a description', 'a/   d.ts reads *-e.ts', ['a/', 'a/d.ts']],
    ['the rest of a description', `a/   reads\n${' '.repeat(28)}and d.ts`, ['a/', 'a/d.ts']],
    ['a folder after a file', 'a/\n  b/\n    c.ts   C\n  d/', ['a/', 'a/b/', 'a/b/c.ts', 'a/d/']],
  ])('is read with %s', (_, tree, paths) => {
    expect(treePaths(`# Page\n\n\`\`\`\n${tree}\n\`\`\`\n`)).toEqual(paths);
  });
});

describe('the table of import rules in ARCHITECTURE.md', () => {
  it('allows each lib the same imports as the rules', () => {
    expect(importTable(readFileSync('ARCHITECTURE.md', 'utf8'))).toEqual(LIBS);
  });
});

describe('nest-cli.json', () => {
  const { projects } = JSON.parse(readFileSync('nest-cli.json', 'utf8')) as {
    projects: Record<string, { root: string; sourceRoot: string; entryFile: string }>;
  };

  it('lists exactly the existing applications of Node.js', () => {
    const folders = readdirSync('apps', { withFileTypes: true }).filter(
      ({ name }) => name !== 'console', // runs in browsers, without Nest
    );
    expect(Object.keys(projects).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
  });

  it.each(Object.entries(projects))(
    'has the paths of %s',
    (name, { root, sourceRoot, entryFile }) => {
      expect({ root, sourceRoot }).toEqual({
        root: `apps/${name}`,
        sourceRoot: `apps/${name}/src`,
      });
      expect(existsSync(`${sourceRoot}/${entryFile}.ts`)).toBe(true);
    },
  );
});
