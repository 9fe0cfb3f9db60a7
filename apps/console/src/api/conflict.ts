type Values = Readonly<Record<string, unknown>>;

/** The fields of a form that somebody else has changed since it was read. */
export interface Changes {
  /** Changed by both, to different values: the person chooses. */
  conflicts: string[];
  /** Changed by the other alone, so the form takes the new value. */
  taken: string[];
}

/** Compares the values that were read first, those of the person, and those that are stored now. */
export function compareChanges(base: Values, mine: Values, theirs: Values): Changes {
  const changed = Object.keys(base).filter((name) => !isEqual(base[name], theirs[name]));
  const isMine = (name: string) => !isEqual(base[name], mine[name]);
  return {
    conflicts: changed.filter((name) => isMine(name) && !isEqual(mine[name], theirs[name])),
    taken: changed.filter((name) => !isMine(name)),
  };
}

/** The values that the person has changed. A PATCH with them leaves all others as they are. */
export function changedValues<Of extends Values>(base: Of, mine: Of): Partial<Of> {
  const changed = Object.keys(base).filter((name) => !isEqual(base[name], mine[name]));
  return Object.fromEntries(changed.map((name) => [name, mine[name]])) as Partial<Of>;
}

/** Values of JSON:API are JSON, and lists of a form keep the order of the API. */
function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
