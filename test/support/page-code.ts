/** A file that a documentation page adds or changes, with the code block of the page. */
export interface PageCode {
  path: string;
  kind: 'new' | 'edit';
  block: string;
}

/**
 * Returns the code of a page: blocks below a line such as "**New file `path`**" or
 * "**Edit `path`**". The block of an edit is a diff without line numbers.
 */
export function codeOf(page: string): PageCode[] {
  const blocks = page.matchAll(
    /^\*\*(New file|Edit) `([^`]+)`\*\*\n\n```(?:ts|diff)\n([\s\S]*?)^```$/gm,
  );
  return Array.from(blocks, ([, kind, path, block]) => ({
    path: path!,
    kind: kind === 'New file' ? 'new' : 'edit',
    block: block!,
  }));
}

/** Returns the paths of the files that a page tells to create. */
export function createdFiles(page: string): string[] {
  return codeOf(page).flatMap(({ path, kind }) => (kind === 'new' ? [path] : []));
}

/**
 * Applies a diff to the text of a file.
 *
 * @throws Error unless the lines before the change are in the text exactly once
 */
export function applyDiff(text: string, diff: string): string {
  return diff.split(/^@@.*\n/m).reduce((result, hunk) => {
    const lines = hunk.trimEnd().split('\n');
    const side = (sign: '+' | '-') =>
      lines
        .filter((line) => line.startsWith(' ') || line.startsWith(sign))
        .map((line) => `${line.slice(1)}\n`)
        .join('');
    const pieces = result.split(side('-'));
    if (pieces.length !== 2) throw new Error(`found ${pieces.length - 1} times: ${side('-')}`);
    return pieces.join(side('+'));
  }, text);
}
