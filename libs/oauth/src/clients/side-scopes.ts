import type { Side } from '../side.js';

/** The scopes that clients of each side may have. */
export class SideScopes {
  constructor(private readonly bySide: Readonly<Record<Side, readonly string[]>>) {}

  /** Returns the scopes of a side, in their order; none for a side that is unknown here. */
  of(side: Side): readonly string[] {
    return this.bySide[side] ?? [];
  }
}
