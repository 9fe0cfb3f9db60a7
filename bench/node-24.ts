import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { REPOSITORY } from './repository.js';

/** Returns the contestant with another name, to run on the Node.js of the image. */
export async function onNode24<T extends { name: string }>(
  contestant: T,
): Promise<T & { node: string }> {
  const { stdout } = await promisify(execFile)(
    '.ci/node-24',
    ['node', '--print', 'process.execPath'],
    { cwd: REPOSITORY },
  );
  return { ...contestant, name: `${contestant.name}, Node.js 24`, node: stdout.trim() };
}
