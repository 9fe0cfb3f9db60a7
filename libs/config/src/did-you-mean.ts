/** What is said of a key that a file has and should not have. */
export function unknownKey(key: string, known: string[]): string {
  const meant = nearest(key, known);
  return meant
    ? `unknown key, did you mean "${meant}"?`
    : `unknown key, known are ${known.join(', ')}`;
}

/** The known name that a mistyped one is nearest to, if it is near at all. */
export function nearest(name: string, known: string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: distance(plain(name), plain(candidate)) }))
    // Half of a short word is another word; three letters of a long one are a slip.
    .filter((each) => each.distance <= Math.min(3, each.candidate.length / 2))
    .toSorted((a, b) => a.distance - b.distance);
  return best?.candidate;
}

/** `max_page_size` and `MAXPAGESIZE` mean maxPageSize. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

/** Levenshtein's: insertions, deletions and replacements that turn one word into the other. */
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
