import { cp, mkdtemp, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';

const BUILD_INFO = 'dist/tsconfig.build.tsbuildinfo';

/** Not copied; `node_modules` is linked. */
const LEFT_OUT = new Set(['node_modules', '.git', 'var']);

/**
 * Copies the repository with its build into a new temporary folder, or only these files and folders
 * of it. The copy links to the packages of the repository. Returns the folder.
 *
 * In the copy, the compiler continues from the build, which takes 5 s of CPU time instead of 13 s.
 * The compiler knows the files of packages by their real paths, relative to the build.
 */
export async function copyRepository(names = ['.']): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'latchkey-repository-'));
  const filter = (path: string) => !LEFT_OUT.has(basename(path));
  for (const name of names) {
    await cp(name, join(copy, name), { recursive: true, preserveTimestamps: true, filter });
  }
  const packages = resolve('node_modules');
  await symlink(packages, join(copy, 'node_modules'));

  const buildInfo = join(copy, BUILD_INFO);
  const text = await readFile(buildInfo, 'utf8');
  const path = relative(join(await realpath(copy), 'dist'), await realpath(packages));
  await writeFile(buildInfo, text.replaceAll('"../node_modules/', `"${path}/`));
  return copy;
}
