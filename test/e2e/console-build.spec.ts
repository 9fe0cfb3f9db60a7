import { cp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Command, createInstallation, type Installation } from '../support/commands.js';
import { copyRepository } from '../support/repository-copy.js';

const FILES = 'apps dist libs scripts package.json package-lock.json tsconfig.json'.split(' ');

let repository: string;
let installation: Installation;

beforeAll(async () => {
  repository = await copyRepository([...FILES, 'tsconfig.build.json']);
  installation = await createInstallation();
});
afterAll(async () => {
  await installation.remove();
  await rm(repository, { recursive: true });
});

/** The names and contents of all files of the built console. */
async function builtConsole(): Promise<string[][]> {
  const folder = join(repository, 'dist/apps/console');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
  return Promise.all(paths.toSorted().map(async (path) => [path, await readFile(path, 'base64')]));
}

it('a console that does not build is reported with its error, and the old build stays', async () => {
  const before = await builtConsole();
  expect(before.length).toBeGreaterThan(10);
  const main = join(repository, 'apps/console/src/main.tsx');
  const source = await readFile(main, 'utf8');
  await writeFile(main, `${source}\nimport './none.js';\n`);
  const build = async () =>
    new Command(installation, join(repository, 'scripts/build.js'), 'console').ended();
  for (const attempt of ['the first', 'the second']) {
    const { code, output, errors } = await build();
    expect({ attempt, code, output }).toEqual({ attempt, code: 1, output: '' });
    expect(errors).toMatch(
      /^building the console …\n[^]*none\.js[^]*\nthe build failed; see the messages above\n$/,
    );
    expect(await builtConsole()).toEqual(before);
  }
});

it('a server without a build of the console says so with 503, and serves the build once it is there', async () => {
  const folder = join(repository, 'dist/apps/console');
  const aside = join(repository, 'console-aside');
  await rename(folder, aside);
  const server = new Command(installation, join(repository, 'dist/apps/backoffice/src/main.js'));
  try {
    await server.prints(/"msg":"started"/);
    const url = `http://localhost:${installation.environment.BACKOFFICE_PORT}/console`;
    for (const path of ['', '/clients']) {
      const answer = await fetch(url + path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        503,
        'text/html; charset=utf-8',
      ]);
      expect(await answer.text()).toContain('Run <code>npm run build</code>');
    }
    expect((await fetch(`${url}/assets/none.js`)).status).toBe(404);

    await cp(aside, folder, { recursive: true });
    const [answer, index] = [await fetch(url), await readFile(join(aside, 'index.html'), 'utf8')];
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(index.replaceAll('"./assets/', '"/console/assets/'));
  } finally {
    server.signal('SIGTERM');
    await server.ended();
  }
});
