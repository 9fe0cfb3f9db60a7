import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Command, createInstallation, type Installation } from '../support/commands.js';
import { copyRepository } from '../support/repository-copy.js';

let repository: string;
let installation: Installation;
let started: Command;

beforeEach(async () => {
  repository = await copyRepository([...'apps dist libs scripts'.split(' '), ...SETTINGS]);
  installation = await createInstallation();
});
afterEach(async () => {
  started.signal('SIGTERM');
  await started.ended();
  await installation.remove();
  await rm(repository, { recursive: true });
});

const SETTINGS = ['package.json', 'tsconfig.json', 'tsconfig.build.json'];

async function replace(name: string, text: string, replacement: string): Promise<void> {
  const content = await readFile(join(repository, name), 'utf8');
  expect(content).toContain(text);
  await writeFile(join(repository, name), content.replace(text, replacement));
}

async function frameOptions(): Promise<string | null> {
  const { headers } = await fetch(`http://localhost:${installation.environment.BACKOFFICE_PORT}`);
  return headers.get('x-frame-options');
}

/** The process of an application: a child of the command. */
async function pidOf(application: string): Promise<number> {
  const { pid } = started.child;
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  for (const child of children.trim().split(' ')) {
    const command = await readFile(`/proc/${child}/cmdline`, 'utf8');
    if (command.includes(`/${application}/`)) return Number(child);
  }
  throw new Error(`no process of the ${application}`);
}

// Two compilations and two starts of both servers, possibly on a busy machine.
describe('npm run start:dev', { timeout: 300_000 }, () => {
  it('restarts both servers after a change that compiles, and only then', async () => {
    started = new Command(installation, join(repository, 'scripts/start-dev.js'));
    await started.prints(/The back office is running/);
    await started.prints(/The storefront is running/);
    expect(await frameOptions()).toBe('DENY');
    // Each start names its port, also when another process uses it.
    const starts = () => started.errors.match(/127\.0\.0\.1:(?:9229|9230)/g)?.toSorted();
    expect(starts()).toEqual(['127.0.0.1:9229', '127.0.0.1:9230']);

    const headers = 'libs/server/src/security-headers.ts';
    await replace(headers, "'x-frame-options': 'DENY'", "'x-frame-options': unknownName");
    await started.prints(/security-headers\.ts.*unknownName[^]*Found 1 error/);
    await pause(1000); // a stopping server would have closed its port by then
    expect(await frameOptions()).toBe('DENY');
    expect(starts()).toHaveLength(2);

    // As if a debugger has paused the storefront.
    process.kill(await pidOf('storefront'), 'SIGSTOP');
    const server = 'apps/storefront/src/server.ts';
    await replace(server, 'await runServer', "throw new TypeError('a bug');\nawait runServer");
    await replace(headers, 'unknownName', "'SAMEORIGIN'");
    await expect.poll(frameOptions, { timeout: 100_000 }).toBe('SAMEORIGIN');
    await expect
      .poll(() => started.errors)
      .toMatch(/TypeError: a bug\n.*storefront\/src\/server\.ts:7/);
    expect(await pidOf('backoffice')).toBeGreaterThan(0);
    expect(starts()).toEqual([
      ...Array(2).fill('127.0.0.1:9229'),
      ...Array(2).fill('127.0.0.1:9230'),
    ]);

    started.interrupt();
    expect((await started.ended()).code).toBe(0);
  });
});
