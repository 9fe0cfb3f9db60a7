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

it('gives a failed program’s own words', async () => {
  const account = await ServerAccount.for(join(folder, 'postgres'), '/bin/cat');
  await expect(account.run('/bin/cat', [join(folder, 'nothing')])).rejects.toThrow(
    /^\/bin\/cat failed: .*\n.*No such file or directory/,
  );
});

describe.runIf(process.geteuid?.() === 0)('started by root', () => {
  /** Whose files are the server's, when the data directory belongs to that user. */
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

  it('takes a user id that nobody has', async () => {
    const uid = await userFor(null);
    expect(uid).toBeGreaterThanOrEqual(30_000);
    expect(uid).toBeLessThan(60_000);
    expect(execFileSync('cut', ['-d:', '-f3', '/etc/passwd'], { encoding: 'utf8' })).not.toMatch(
      new RegExp(`^${uid}$`, 'm'),
    );
  });

  it('takes that of the data when it is its own, and not when it is shared', async () => {
    const nobody = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }));
    expect(await userFor(nobody)).toBeGreaterThanOrEqual(30_000);
    await rm(join(folder, 'postgres'), { recursive: true });
    expect(await userFor(0)).toBeGreaterThanOrEqual(30_000);
    await rm(join(folder, 'postgres'), { recursive: true });
    expect(await userFor(1_234)).toBe(1_234);
  });

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
