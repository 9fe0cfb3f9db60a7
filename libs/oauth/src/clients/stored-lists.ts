/**
 * Returns the texts of a list in a row. The API stores only texts. Until migration 1795392000087,
 * SQL could also store NULL and nested lists.
 */
export function storedTexts(list: readonly unknown[]): string[] {
  return list.flat(Infinity).filter((member) => typeof member === 'string');
}

/** A network from which no caller can come (RFC 919 §7). */
const NOWHERE = '255.255.255.255/32';

/**
 * Returns the networks of a list in a row. A list of only NULL allows no network, because an empty
 * list would allow any.
 */
export function storedNetworks(list: readonly unknown[]): string[] {
  const networks = storedTexts(list);
  return networks.length === 0 && list.length > 0 ? [NOWHERE] : networks;
}
