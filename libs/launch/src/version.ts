import { readFileSync } from 'node:fs';

/** Returns the version of Latchkey: that of the nearest package.json above this file. */
export function version(): string {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('../', folder)) {
    try {
      const text = readFileSync(new URL('package.json', folder), 'utf8');
      return (JSON.parse(text) as { version: string }).version;
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isMissing || folder.pathname === '/') throw error;
    }
  }
}
