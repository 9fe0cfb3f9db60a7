import { HeaderName, Integer, Networks } from './rules.js';

/** What both applications' servers accept and how long they wait. */
export class HttpConfig {
  /** Bytes of a request's body. */
  @Integer(1024, 10_485_760)
  bodyLimit = 262_144;

  /** Values in a JSON body: texts, numbers, objects and so on. */
  @Integer(1000, 1_000_000)
  bodyValueLimit = 10_000;

  /** Bytes; the limit of a body sent to an OAuth endpoint, where anybody may send one. */
  @Integer(2048, 1_048_576)
  oauthBodyLimit = 16_384;

  /** Parameters of a request to an OAuth endpoint. */
  @Integer(20, 1000)
  oauthParameterLimit = 100;

  /** Bytes of a request's first line and headers together. */
  @Integer(4096, 131_072)
  headerLimit = 16_384;

  /** Parameters of a query. */
  @Integer(50, 5000)
  queryParameterLimit = 500;

  /** Header lines of a request. */
  @Integer(50, 1000)
  headerLineLimit = 100;

  /** Seconds a client may take to send a whole request. */
  @Integer(1, 3600)
  requestTimeout = 30;

  /**
   * Seconds an idle connection stays open. Longer than a load balancer's (60 as
   * a rule), or it sends a request into the connection that is just being closed.
   */
  @Integer(1, 3600)
  keepAliveTimeout = 72;

  /** Seconds a client may take to read an answer. */
  @Integer(1, 3600)
  responseTimeout = 60;

  /** Open connections of one process; below its limit of open files. */
  @Integer(10, 1_000_000)
  maxConnections = 16_000;

  /** Seconds that SIGTERM leaves to the requests in flight. */
  @Integer(0, 3600)
  shutdownTimeout = 20;

  /** Addresses and ranges whose X-Forwarded-For and request id are trusted. */
  @Networks()
  trustedProxies: string[] = [];

  @HeaderName()
  requestIdHeader = 'X-Request-Id';
}
