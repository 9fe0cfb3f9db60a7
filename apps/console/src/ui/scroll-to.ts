/** A `ref` for a notice above a long form: the button that caused it can be far below. */
export function scrollTo(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
