import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServerAccount } from './server-account.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'server-account-'));
  file = join(folder, 'file');
  await writeFile(file, '', { mode: 0o600 });
});
afterEach(async () => rm(folder, { recursive: true }));

it('gives a failed program’s own words', async () => {
  const account = await ServerAccount.for(join(folder, 'postgres'), '/bin/cat');
  await expect(account.run('/bin/cat', [join(folder, 'nothing')])).rejects.toThrow(
    /^\/bin\/cat failed: .*\n.*No such file or directory/,
  );
});

describe.runIf(process.geteuid?.() === 0)('started by root', () => {
  it('runs programs as a user who may read nothing more than others', async () => {
    await chmod(folder, 0o755);
    const account = await ServerAccount.for(join(folder, 'postgres'), '/bin/cat');
    await expect(account.run('/bin/cat', [file])).rejects.toThrow('Permission denied');
  });

  it('lets that user pass closed folders on the way to the data, by open and by access', async () => {
    const account = await ServerAccount.for(join(folder, 'postgres'), '/bin/cat');
    await account.run('/bin/cat', [file]);
    await account.run(process.execPath, ['-e', `fs.accessSync(${JSON.stringify(file)})`]);
    await expect(
      account.run(process.execPath, ['-e', 'process.exit(process.getuid())']),
    ).rejects.toThrow(`${process.execPath} failed`);
  });
});
