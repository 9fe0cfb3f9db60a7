/** Returns the label with which a row of the outbox of `notify` is sealed. */
export function outboxLabel(side: string, id: string): string {
  return `${side} notify ${id}`;
}
