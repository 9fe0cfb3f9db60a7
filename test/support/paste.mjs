/** Runs a line as if a user had pasted it into a shell. */
import { spawnSync } from 'node:child_process';

spawnSync('bash', ['-c', process.argv[2]], { stdio: 'inherit' });
