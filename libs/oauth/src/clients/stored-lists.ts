/**
 * The texts of a list in a row. The API stores texts alone; SQL could also store NULL and lists in
 * lists, until migration 1795392000087.
 */
export function storedTexts(list: readonly unknown[]): string[] {
  return list.flat(Infinity).filter((member) => typeof member === 'string');
}

/** A network without callers (RFC 919 §7). */
const NOWHERE = '255.255.255.255/32';

/** The networks in a row. A list of NULL alone means nowhere, because an empty one means anywhere. */
export function storedNetworks(list: readonly unknown[]): string[] {
  const networks = storedTexts(list);
  return networks.length === 0 && list.length > 0 ? [NOWHERE] : networks;
}
