interface Key {
  kid?: string;
  kty?: string;
  alg?: string;
  crv?: string;
}

/** Reads a JSON Web Key Set, or a single key; null for another text. The server checks the keys. */
export function readKeySet(text: string): { keys: object[] } | null {
  try {
    const value = JSON.parse(text) as { keys?: unknown; kty?: unknown } | null;
    if (value && Array.isArray(value.keys)) return { keys: value.keys as object[] };
    return value && typeof value.kty === 'string' ? { keys: [value] } : null;
  } catch {
    return null;
  }
}

/** The keys of a set, each with a name and its kind. */
export function keysOf(jwks: unknown): { name: string; kind: string }[] {
  const { keys = [] } = (jwks ?? {}) as { keys?: Key[] };
  return keys.map(({ kid, kty, alg, crv }, index) => ({
    name: kid ?? `#${index + 1}`,
    kind: [kty, crv, alg].filter(Boolean).join(' · '),
  }));
}
