/** Returns the error message for an unknown key, with a suggestion if one is close. */
export function unknownKey(key: string, known: string[]): string {
  const meant = nearest(key, known);
  return meant
    ? `unknown key, did you mean "${meant}"?`
    : `unknown key; known keys: ${known.join(', ')}`;
}

/** Finds the known name closest to a mistyped one; undefined when none is close. */
export function nearest(name: string, known: string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: distance(plain(name), plain(candidate)) }))
    // Half of the letters of a short word make another word; three letters of a long word are a
    // typo.
    .filter((each) => each.distance <= Math.min(3, each.candidate.length / 2))
    .toSorted((a, b) => a.distance - b.distance);
  return best?.candidate;
}

/** Normalizes a name: `max_page_size` and `MAXPAGESIZE` mean maxPageSize. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

/**
 * Levenshtein distance: insertions, deletions and replacements that turn one word into the other.
 */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const letter of from) {
    const next = [row[0]! + 1];
    for (let i = 1; i <= to.length; i++) {
      const replacement = row[i - 1]! + (letter === to[i - 1] ? 0 : 1);
      next.push(Math.min(replacement, row[i]! + 1, next[i - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
