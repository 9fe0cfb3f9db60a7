import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ENVIRONMENT = 'export const level = () => process.env.LOG_LEVEL;\n';
const RANDOM = 'export const id = () => crypto.getRandomValues(new Uint8Array(16));\n';
const lines = (count: number) => '// text\n'.repeat(count - 1) + 'export const size = 1;\n';

/** Files that each violate one rule for `apps` and `libs`. */
const broken: [file: string, rule: string, text: string][] = [
  ['libs/server/src/log.ts', 'no-restricted-properties', ENVIRONMENT],
  ['libs/oauth/src/keys/key.ts', 'no-restricted-properties', ENVIRONMENT],
  ['libs/server/src/level.ts', 'no-restricted-properties', 'export const { env } = process;\n'],
  ['libs/server/src/env.ts', 'no-restricted-imports', `export { env } from 'node:process';\n`],
  ['libs/oauth/src/access-tokens/access-tokens.ts', 'no-restricted-properties', RANDOM],
  ['libs/config/src/rules.ts', 'no-restricted-properties', RANDOM],
  ['apps/cli/src/keys.ts', 'max-lines', lines(201)],
  ['libs/text/src/a.ts', 'no-cycle', `import { b } from './b.js';\nexport const a = () => b;\n`],
  ['libs/text/src/b.ts', 'no-cycle', `import { a } from './a.js';\nexport const b = () => a;\n`],
  ['libs/text/src/c.ts', 'no-cycle', `import type { D } from './d.js';\nexport type C = D | 1;\n`],
  ['libs/text/src/d.ts', 'no-cycle', `import type { C } from './c.js';\nexport type D = C[];\n`],
];

/** Files that only resemble a violation, by the reason. */
const correct: [reason: string, file: string, text: string][] = [
  ['main.ts reads the environment', 'apps/cli/src/main.ts', ENVIRONMENT],
  ['libs/config reads the environment', 'libs/config/src/load-config.ts', ENVIRONMENT],
  [
    'comments and texts',
    'libs/audit/src/note.ts',
    `// process.env\nexport const a = 'process.env';\n`,
  ],
  ['files that keep secrets', 'libs/oauth/src/keys/new-key.ts', RANDOM],
  ['random UUIDs', 'libs/audit/src/id.ts', 'export const id = () => crypto.randomUUID();\n'],
  ['200 lines', 'libs/text/src/text.ts', lines(200)],
  ['a long migration', 'apps/cli/src/1795392000000-a.ts', lines(201)],
  ['a long test', 'libs/text/src/text.spec.ts', lines(201)],
];

const folder = mkdtempSync(join(tmpdir(), 'lint-'));
let found: string[];

/** Runs oxlint once on all files of both lists, with the rules of the repository. */
beforeAll(() => {
  cpSync('.oxlintrc.json', join(folder, '.oxlintrc.json'));
  const files = [...broken, ...correct.map(([, file, text]) => [file, '', text] as const)];
  for (const [file, , text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const oxlint = resolve('node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: folder });
  const { diagnostics } = JSON.parse(String(stdout)) as {
    diagnostics: { filename: string; code: string }[];
  };
  found = diagnostics.map(({ filename, code }) => `${filename} ${code.replace(/.*\(|\)/g, '')}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('oxlint', () => {
  it.each(broken)('reports %s: %s', (file, rule) => {
    expect(found.filter((line) => line.startsWith(`${file} `))).toEqual([`${file} ${rule}`]);
  });

  it.each(correct)('accepts %s: %s', (_, file) => {
    expect(found.filter((line) => line.startsWith(`${file} `))).toEqual([]);
  });
});
