import { HeaderName, Integer, Networks } from './rules.js';

/** Limits and timeouts of both applications' HTTP servers. */
export class HttpConfig {
  /** Bytes of a request's body. */
  @Integer(1024, 10_485_760, 'bytes') bodyLimit = 262_144;

  /** Values in a JSON body: texts, numbers, objects and so on. */
  @Integer(1000, 1_000_000) bodyValueLimit = 10_000;

  /** Bytes of a request's body at an OAuth endpoint, where callers need no token. */
  @Integer(2048, 1_048_576, 'bytes') oauthBodyLimit = 16_384;

  /** Parameters of a request to an OAuth endpoint. */
  @Integer(20, 1000) oauthParameterLimit = 100;

  /** Bytes of a request's first line and headers together. */
  @Integer(4096, 131_072, 'bytes') headerLimit = 16_384;

  /** Parameters of a query. */
  @Integer(50, 5000) queryParameterLimit = 500;

  /** Header lines of a request. */
  @Integer(50, 1000) headerLineLimit = 100;

  /** Seconds that a client may take to send a complete request. */
  @Integer(1, 3600, 'seconds') requestTimeout = 30;

  /**
   * Seconds that an idle connection stays open. It must exceed the idle timeout of a load
   * balancer (60 as a rule), or the balancer may send a request on a connection that is closing.
   */
  @Integer(1, 3600, 'seconds') keepAliveTimeout = 72;

  /** Seconds that a client may take to read a response. */
  @Integer(1, 3600, 'seconds') responseTimeout = 60;

  /** Open connections of one process; keep it below the process's limit of open files. */
  @Integer(10, 1_000_000) maxConnections = 16_000;

  /** Seconds that requests in flight may take to finish after SIGTERM. */
  @Integer(0, 3600, 'seconds') shutdownTimeout = 20;

  /** Addresses and ranges whose X-Forwarded-For and request id are trusted. */
  @Networks() trustedProxies: string[] = [];

  @HeaderName() requestIdHeader = 'X-Request-Id';
}
