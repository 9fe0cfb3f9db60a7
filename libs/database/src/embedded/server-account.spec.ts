import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
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

it('shows the output of a failed program', async () => {
  const account = await ServerAccount.for(join(folder, 'postgres'), '/bin/cat');
  await expect(account.run('/bin/cat', [join(folder, 'nothing')])).rejects.toThrow(
    /^\/bin\/cat failed: .*\n.*No such file or directory/,
  );
});

describe.runIf(process.geteuid?.() === 0)('the server account when started by root', () => {
  /** Returns the user that owns the server's files when `uid` owns the data directory. */
  async function userFor(uid: number | null): Promise<number> {
    const directory = join(folder, 'postgres');
    if (uid !== null) {
      await mkdir(directory);
      await chown(directory, uid, uid);
    }
    const account = await ServerAccount.for(directory, '/bin/cat');
    await account.own(file);
    return (await stat(file)).uid;
  }

  it('gets an unused user id for new data', async () => {
    const uid = await userFor(null);
    expect(uid).toBeGreaterThanOrEqual(30_000);
    expect(uid).toBeLessThan(60_000);
    expect(execFileSync('cut', ['-d:', '-f3', '/etc/passwd'], { encoding: 'utf8' })).not.toMatch(
      new RegExp(`^${uid}$`, 'm'),
    );
  });

  it('is the owner of the data, unless that user is shared', async () => {
    const nobody = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }));
    expect(await userFor(nobody)).toBeGreaterThanOrEqual(30_000);
    await rm(join(folder, 'postgres'), { recursive: true });
    expect(await userFor(0)).toBeGreaterThanOrEqual(30_000);
    await rm(join(folder, 'postgres'), { recursive: true });
    expect(await userFor(1_234)).toBe(1_234);
  });

  it('gives its programs no more read access than other users have', async () => {
    await chmod(folder, 0o755);
    const account = await ServerAccount.for(join(folder, 'postgres'), '/bin/cat');
    await expect(account.run('/bin/cat', [file])).rejects.toThrow('Permission denied');
  });

  it('lets its programs enter closed folders on the way to the data, with open and with access', async () => {
    const account = await ServerAccount.for(join(folder, 'postgres'), '/bin/cat');
    await account.run('/bin/cat', [file]);
    await account.run(process.execPath, ['-e', `fs.accessSync(${JSON.stringify(file)})`]);
    await expect(
      account.run(process.execPath, ['-e', 'process.exit(process.getuid())']),
    ).rejects.toThrow(`${process.execPath} failed`);
  });
});
