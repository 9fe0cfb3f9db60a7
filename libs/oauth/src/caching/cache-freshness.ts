import type { Notifications } from '#database';

/** Milliseconds that memory is believed while nobody would tell us of a change. */
const UNNOTIFIED_LIFETIME_MS = 500;

/** From one moment at which something was missed to the next; see `CacheFreshness`. */
interface Epoch {
  /** Until when changes were told of in it; null while it lasts. As `performance.now()` has it. */
  notifiedUntilMs: number | null;
}

/** When something was read from the database. */
export interface ReadStamp {
  atMs: number;
  era: Epoch;
}

/**
 * How long what was read from the database is believed: while each change is told
 * of, and half a second after that. While the database does not answer, `staleFor`
 * seconds after the last moment at which it was known to be right.
 *
 * That moment is of each reading by itself: what was read before something was
 * missed, and not since, is no younger for a connection that came later.
 */
export class CacheFreshness {
  #era: Epoch = { notifiedUntilMs: null };

  constructor(
    private readonly notifications: Pick<Notifications, 'connectedUntilMs'>,
    private readonly staleFor: number,
  ) {}

  /** Of what is asked for after this call. */
  begin(): ReadStamp {
    return { atMs: performance.now(), era: this.#era };
  }

  /** Everything that was read so far has to be read again. */
  missed(): void {
    this.#era.notifiedUntilMs = this.notifications.connectedUntilMs;
    this.#era = { notifiedUntilMs: null };
  }

  /** Whether it needs no second look; for the longest `lifetimeMs`, a net under what is told. */
  isFresh({ atMs, era }: ReadStamp, lifetimeMs = Infinity): boolean {
    if (era !== this.#era) return false;
    const now = performance.now();
    const rightAtMs = Math.max(atMs, this.notifications.connectedUntilMs);
    return now - rightAtMs <= UNNOTIFIED_LIFETIME_MS && now - atMs <= lifetimeMs;
  }

  /** Whether it may be used although the database, which was asked, does not answer. */
  isUsableWhileStale({ atMs, era }: ReadStamp): boolean {
    const rightAtMs = Math.max(atMs, era.notifiedUntilMs ?? this.notifications.connectedUntilMs);
    return performance.now() - rightAtMs < this.staleFor * 1000;
  }
}
