/** Runs a line as a shell would that somebody has pasted it into. */
import { spawnSync } from 'node:child_process';

spawnSync('bash', ['-c', process.argv[2]], { stdio: 'inherit' });
