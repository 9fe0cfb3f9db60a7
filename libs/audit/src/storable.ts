/** PostgreSQL cannot store NUL in text, and an unpaired surrogate is not UTF-8. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/**
 * The text as PostgreSQL can store it. An event is recorded with the act or the
 * act fails, so a text from outside must not make the insert fail: what cannot
 * be stored becomes U+FFFD, and what is longer than the limit ends with "…".
 */
export function storableText(text: string, limit: number): string {
  const cut = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return cut.replace(UNSTORABLE, '\uFFFD');
}

/** The same for every text in a JSON value, names of members included, without a limit. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === 'string') return member.replace(UNSTORABLE, '\uFFFD');
    if (!isObject(member)) return member;
    return Object.fromEntries(
      Object.entries(member).map(([name, each]) => [name.replace(UNSTORABLE, '\uFFFD'), each]),
    );
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
