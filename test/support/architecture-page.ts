/** The files and folders in the tree of ARCHITECTURE.md, by their paths; a folder ends with `/`. */
export function treePaths(page: string): string[] {
  const [, tree = ''] = /^```\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const folders: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const depth = /^ */.exec(line)![0].length / 2;
    const parts = line.trim().split(/ {2,}/);
    const names = depth > MAX_DEPTH ? [] : parts.filter((part) => NAME.test(part));
    const parent = folders.slice(0, depth).join('');
    if (names.length > 0) folders.length = Math.min(folders.length, depth);
    const folder = names.find((name) => name.endsWith('/'));
    if (folder !== undefined) folders[depth] = folder;

    const beside = folders.join('');
    const described = parts.filter((part) => !names.includes(part)).join(' ');
    return [
      ...names.map((name) => parent + name),
      ...Array.from(described.matchAll(DESCRIBED_FILE), ([file]) => beside + file),
    ];
  });
}

/** Lines with more indentation continue the description of the line before. */
const MAX_DEPTH = 4;

const NAME = /^[\w-][\w.-]*(?:\/[\w.-]+)*(?:\/|\.[a-z]+)$/;

/** A file that a description names: it is in the folder that is described, or beside the file. */
const DESCRIBED_FILE = /(?<![\w*/.-])[a-z][\w.-]*\.ts\b/g;

/** The libs that each lib may import, from the table of import rules in ARCHITECTURE.md. */
export function importTable(page: string): Record<string, string[]> {
  const names = (cell: string) => Array.from(cell.matchAll(/`([a-z-]+)`/g), ([, name]) => name!);
  const [, section = ''] = page.split('## Import rules');
  const [table = ''] = /(?<=\n)\|[\s\S]*?(?=\n\n)/.exec(section) ?? [];
  const rows = table.split('\n').map((row) => row.split('|'));
  return Object.fromEntries(
    rows.flatMap(([, libs = '', allowed = '']) => names(libs).map((lib) => [lib, names(allowed)])),
  );
}
