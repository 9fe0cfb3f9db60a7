import type { RefusalSettings } from '../refusal-settings.js';

/** The caller of a refused request, and whether it is a registered client. */
export interface RefusedCaller {
  /** The id of a registered client, or the network of another caller. */
  name: string;
  isRegistered: boolean;
}

/** Share of the rows that callers without a registered client may have. */
const SHARE_OF_STRANGERS = 0.5;

/** Counts the refusals of a minute that have a row of their own. */
export class RefusalBounds {
  #all = 0;
  #strangers = 0;
  /** No larger than the bound of all. */
  readonly #byCaller = new Map<string, number>();

  constructor(private readonly settings: Pick<RefusalSettings, 'recorded' | 'recordedPerClient'>) {}

  /** Counts a refusal; false when the caller, its kind or the process is beyond its bound. */
  admits({ name, isRegistered }: RefusedCaller): boolean {
    const { recorded, recordedPerClient } = this.settings;
    const ofCaller = this.#byCaller.get(name) ?? 0;
    if (this.#all >= recorded || ofCaller >= recordedPerClient) return false;
    if (!isRegistered && this.#strangers >= recorded * SHARE_OF_STRANGERS) return false;
    this.#all += 1;
    if (!isRegistered) this.#strangers += 1;
    this.#byCaller.set(name, ofCaller + 1);
    return true;
  }

  /** Begins the next minute. */
  reset(): void {
    this.#all = 0;
    this.#strangers = 0;
    this.#byCaller.clear();
  }
}
