/** Ratios are of requests for each second of CPU, unless the name says otherwise. */
export interface Targets {
  /** Tokens with ES256, as multiples of these contestants. */
  tokens: { floor: number; 'oidc-provider': number };
  /** Pages of users, as a fraction of the floor. */
  pages: number;
  /** Changes of a user, as a fraction of the floor. */
  changes: number;
  /** Changes a second of many writers, as a multiple of those of one, with a slow standby. */
  standby: number;
  /** Tokens for a million clients in Zipf traffic, as a fraction of those for few clients. */
  zipf: number;
  /** The same with another client in each request. */
  noneTwice: number;
  startMs: number;
  /** Resident megabytes of an idle process. */
  idleMegabytes: number;
  /** Resident megabytes after a million tokens. */
  loadedMegabytes: number;
}

/**
 * Returns the targets on a version of Node.js. The image has Node.js 24; on older versions the
 * targets for tokens are lower.
 */
export function targetsOf(nodeMajor: number): Targets {
  const isOld = nodeMajor < 24;
  return {
    tokens: { floor: isOld ? 0.65 : 0.75, 'oidc-provider': isOld ? 2.6 : 3 },
    pages: 0.7,
    changes: 0.5,
    standby: 8,
    zipf: 0.93,
    noneTwice: 0.75,
    startMs: 3000,
    idleMegabytes: 100,
    loadedMegabytes: 150,
  };
}

/** The major version of the Node.js that runs the benchmark and all contestants. */
export const NODE_MAJOR = Number.parseInt(process.versions.node, 10);

export const TARGETS = targetsOf(NODE_MAJOR);
