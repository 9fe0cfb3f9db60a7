import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Config } from '#config';
import { createdFiles } from './support/page-code.js';

const IGNORED_FOLDERS = new Set(['node_modules', 'dist', 'var', 'secrets', '.git']);

/** The pages of the repository, by path. A report of API Extractor is generated. */
const pages = new Map(
  files('.', '.md')
    .filter((path) => !path.endsWith('.api.md'))
    .map((path) => [path, readFileSync(path, 'utf8')] as const),
);

function files(folder: string, ending: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return IGNORED_FOLDERS.has(entry.name) ? [] : files(path, ending);
    return path.endsWith(ending) ? [path] : [];
  });
}

/** Error codes, each with its known statuses. */
type Codes = Map<string, Set<number>>;

/** Returns the codes of docs/errors.md, from tables whose rows begin with a code and its statuses. */
function documentedCodes(page: string): Codes {
  const rows = page.matchAll(/^\| `([a-z]+(?:_[a-z]+)+)` +\| ([\d, ]+)\|/gm);
  const codes: Codes = new Map();
  for (const [, code, statuses] of rows) {
    const known = codes.get(code!) ?? [];
    codes.set(code!, new Set([...known, ...statuses!.split(',').map(Number)]));
  }
  return codes;
}

/** Callees with a code as positional argument, such as `new HttpError(400, 'malformed_json', …)`. */
const TAKES_CODE = /^(HttpError|OAuthError|accessTokenError|#denied|badRequest|refuse|conflict)$/;
const TABLES = /^(STATUS|REFUSALS)$/;
const CODE = /^[a-z]+(_[a-z]+)+$/;

/**
 * Returns the codes that a source file can answer with: members `code` and `error`, positional
 * arguments, the default of a parameter `code`, and the names in a table of codes.
 */
function sourceCodes(text: string): Codes {
  const found: Codes = new Map();
  const add = (code: string | undefined, status?: number) => {
    if (code === undefined || !CODE.test(code)) return;
    const statuses = found.get(code) ?? new Set();
    found.set(code, status === undefined ? statuses : statuses.add(status));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const status = numberOf(memberOf(node, 'status')) ?? numberOf(nameOf(node.parent));
      add(textOf(memberOf(node, 'code')), status);
      add(textOf(memberOf(node, 'error')), status);
    } else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const { expression, arguments: passed = [] } = node;
      const callee = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
      const status = numberOf(passed[0]);
      if (TAKES_CODE.test(callee.getText())) passed.forEach((each) => add(textOf(each), status));
    } else if (ts.isParameter(node) && node.name.getText() === 'code') {
      add(textOf(node.initializer));
    } else if (ts.isVariableDeclaration(node) && TABLES.test(node.name.getText())) {
      for (const { name, initializer } of membersOf(node.initializer)) {
        add(name.getText(), numberOf(initializer) ?? numberOf(memberOf(initializer, 'status')));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

function membersOf(node: ts.Node | undefined): ts.PropertyAssignment[] {
  if (node && ts.isAsExpression(node)) return membersOf(node.expression);
  if (!node || !ts.isObjectLiteralExpression(node)) return [];
  return node.properties.filter((each) => ts.isPropertyAssignment(each));
}

function memberOf(node: ts.Node | undefined, member: string): ts.Expression | undefined {
  return membersOf(node).find(({ name }) => name.getText() === member)?.initializer;
}

function nameOf(node: ts.Node): ts.Node | undefined {
  return ts.isPropertyAssignment(node) ? node.name : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function numberOf(node: ts.Node | undefined): number | undefined {
  return node && ts.isNumericLiteral(node) ? Number(node.text) : undefined;
}

/** Returns every code that a caller of the token endpoint or of the API can get. */
function allSourceCodes(): Codes {
  const all: Codes = new Map();
  for (const folder of [
    'libs/oauth',
    'libs/application',
    'libs/json-api',
    'libs/server',
    'apps/storefront',
    'apps/backoffice',
  ]) {
    for (const path of files(`${folder}/src`, '.ts')) {
      if (path.endsWith('.spec.ts')) continue;
      const codes = sourceCodes(readFileSync(path, 'utf8'));
      for (const [code, statuses] of codes) {
        all.set(code, new Set([...(all.get(code) ?? []), ...statuses]));
      }
    }
  }
  return all;
}

/** Returns the text of a page without code blocks. */
function prose(page: string): string {
  return page.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
}

/** Returns the relative links without an existing target. */
function brokenLinks(path: string, page: string): string[] {
  const text = prose(page).replaceAll(/`[^`]*`/g, '');
  const targets = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target!);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file, anchor] = target.split('#', 2);
    const to = file ? join(dirname(path), file) : path;
    if (!existsSync(to)) return true;
    return anchor !== undefined && !anchors(readFileSync(to, 'utf8')).includes(anchor);
  });
}

/** Returns the anchors that GitHub makes from headings. */
function anchors(page: string): string[] {
  const headings = Array.from(prose(page).matchAll(/^#+ (.+)$/gm), ([, heading]) => heading!);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** Returns the npm scripts (`npm run …`, `npm start`, `npm test`) that package.json does not have. */
function unknownScripts(page: string, scripts: object): string[] {
  const named = page.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g);
  return Array.from(named, ([, run, short]) => run ?? short!).filter(
    (name) => !Object.hasOwn(scripts, name),
  );
}

const sources = files('.', '.ts').map((path) => `/${path}`);

/**
 * Returns named files and folders that do not exist, and that the page does not tell to create. A
 * `file.ts` may be named without its folders.
 */
function missingFiles(page: string): string[] {
  const roots = /^(?:apps|libs|test|scripts|bin|docs|docker)\/[\w./-]+$/;
  const created = createdFiles(page).map((path) => `/${path}`);
  const exists = (name: string) =>
    [...sources, ...created].some((path) => path.endsWith(`/${name}`));
  const named = Array.from(page.matchAll(/(?<![\w./>*-])[\w-][\w./-]*\.ts\b/g), ([name]) => name);
  return [
    ...inlineCode(page).filter((code) => roots.test(code) && !existsSync(code) && !exists(code)),
    ...named.filter((name) => !exists(name)),
  ];
}

/** Sections of config.yml whose settings are found in texts. */
const SECTIONS = ['database', 'log', 'http', 'api', 'clients', 'keys', 'backoffice', 'storefront'];

/** Returns settings such as `http.bodyLimit` that config.yml does not have, or values of the chart. */
function unknownSettings(page: string, values?: object): string[] {
  const names = values ? Object.keys(values) : SECTIONS;
  const paths = new RegExp(`^(?:${names.join('|')})(?:\\.[a-zA-Z]+)+$`);
  return inlineCode(page).filter((code) => {
    if (!paths.test(code) || /\.(ts|yml)$/.test(code)) return false;
    return settingAt(values ?? new Config(), code.split('.')) === undefined;
  });
}

/** The values of the Helm chart, which has names of its own for some settings. */
const chartValues = {
  ...(parse(readFileSync('deploy/helm/latchkey/values.yaml', 'utf8')) as object),
  settings: new Config(),
};

/** Returns the names of Latchkey's metrics that no source file defines. */
function unknownMetrics(page: string): string[] {
  const named = page.match(/\blatchkey_[a-z]+_[a-z_]+\b/g) ?? [];
  return named.filter((name) => !metrics.has(name));
}

const metrics = new Set(
  files('libs', '.ts').flatMap(
    (path) => readFileSync(path, 'utf8').match(/(?<=')latchkey_[a-z_]+(?=')/g) ?? [],
  ),
);

function settingAt(section: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return section;
  if (typeof section !== 'object' || section === null) return undefined;
  return settingAt((section as Record<string, unknown>)[name], rest);
}

function inlineCode(page: string): string[] {
  return Array.from(prose(page).matchAll(/`([^`\n]+)`/g), ([, code]) => code!);
}

describe('docs/errors.md', () => {
  const documented = documentedCodes(pages.get('docs/errors.md')!);
  const source = allSourceCodes();

  it('has exactly the codes of the source files', () => {
    expect([...documented.keys()].toSorted()).toEqual([...source.keys()].toSorted());
  });

  it.each([...source])('has the status of %s', (code, statuses) => {
    expect([...documented.get(code)!]).toEqual(expect.arrayContaining([...statuses]));
  });
});

describe.each([...pages])('%s', (path, page) => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };

  it('has only links to existing targets', () => expect(brokenLinks(path, page)).toEqual([]));
  it('names npm scripts that exist', () => expect(unknownScripts(page, scripts)).toEqual([]));
  it('names files that exist', () => expect(missingFiles(page)).toEqual([]));
  it('names settings that exist', () => {
    const values = path.startsWith('deploy/helm/') ? chartValues : undefined;
    expect(unknownSettings(page, values)).toEqual([]);
  });
  it('names metrics that exist', () => expect(unknownMetrics(page)).toEqual([]));
});

describe('the documentation pages', () => {
  it('are all read', () => {
    expect([...pages.keys()]).toEqual(
      expect.arrayContaining(['README.md', 'docs/decisions/0001-nestjs-fastify-typeorm.md']),
    );
  });

  it('have decisions numbered without gaps, of at most 45 lines, and listed in their index', () => {
    const index = 'docs/decisions/README.md';
    const paths = [...pages.keys()].filter((path) => path.startsWith('docs/decisions/'));
    const records = paths.filter((path) => path !== index).toSorted();
    for (const [at, path] of records.entries()) {
      const page = pages.get(path)!;
      expect(pages.get(index)).toContain(`(${posix.basename(path)})`);
      expect(path).toContain(`/${String(at + 1).padStart(4, '0')}-`);
      expect(page).toMatch(new RegExp(`^# ${at + 1}\\. `));
      expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(45);
    }
  });
});

describe('a problem in a documentation page is reported', () => {
  it.each([
    ['a member code', `fail({ status: 418, code: 'short_and_stout' })`, 418],
    ['a member error', `const body = { error: 'short_and_stout' }`, undefined],
    ['a table by status', `const x = { 418: { code: 'short_and_stout' } }`, 418],
    ['a table of statuses', `const STATUS = { short_and_stout: 418 } as const`, 418],
    ['a table of refusals', `const REFUSALS = { short_and_stout: { status: 418 } }`, 418],
    ['an error', `throw new HttpError(418, 'short_and_stout', 'tip me over')`, 418],
    ['a conflict', `throw JsonApiError.conflict('short_and_stout', 'tip me over')`, undefined],
    ['a default', `function refuse(code = 'short_and_stout') {}`, undefined],
  ])('with codes found in %s', (_, text, status) => {
    expect([...sourceCodes(text)]).toEqual([
      ['short_and_stout', new Set(status === undefined ? [] : [status])],
    ]);
  });

  it('with codes and their statuses found in a table of a page', () => {
    const row = '| `short_and_stout` | 418, 503 | everywhere | … |';
    const other = '| `short_and_stout` | 400 | here | … |';
    expect([...documentedCodes(`${row}\n${other}`)]).toEqual([
      ['short_and_stout', new Set([418, 503, 400])],
    ]);
  });

  it.each(['nowhere.md', 'docs/nowhere.md#errors', 'docs/errors.md#nowhere', '#nowhere'])(
    'for the link %s',
    (target) => {
      expect(brokenLinks('README.md', `see [this](${target})`)).toEqual([target]);
    },
  );

  it('not for links that lead to a page or an anchor, or to another site', () => {
    const page = 'a [b](docs/errors.md#exit-codes) c [d](https://example.com/e.md) `[f](g.md)`';
    expect(brokenLinks('README.md', page)).toEqual([]);
  });

  it('for a script, a file, a setting and a metric that do not exist', () => {
    expect(unknownScripts('`npm run fly` or npm test', {})).toEqual(['fly', 'test']);
    expect(missingFiles('`docs/decisions` `docs/incisions` scope.ts *.spec.ts scape.ts')).toEqual([
      'docs/incisions',
      'scape.ts',
    ]);
    expect(unknownSettings('`http.bodyLimit` `http.bodyLimits` `backoffice.oauth.x`')).toEqual([
      'http.bodyLimits',
      'backoffice.oauth.x',
    ]);
    expect(unknownSettings('`pod.runAsUser` `pod.runAs` `settings.http.x`', chartValues)).toEqual([
      'pod.runAs',
      'settings.http.x',
    ]);
    expect(unknownMetrics('`latchkey_http_connections` `latchkey_http_tea_total`')).toEqual([
      'latchkey_http_tea_total',
    ]);
  });
});
