import type { Messages } from './messages/en.js';

/** The request cannot be answered with its page; the person sees why, in their language. */
export class PageRejection extends Error {
  constructor(
    readonly status: 403 | 404,
    readonly code: 'forbidden' | 'not_found',
    readonly text: keyof Messages,
  ) {
    super(`${status} ${code}`);
    this.name = 'PageRejection';
  }
}

/** The request is answered with another page of this server, such as the one to sign in. */
export class PageRedirection extends Error {
  constructor(readonly path: string) {
    super(`see ${path}`);
    this.name = 'PageRedirection';
  }
}
