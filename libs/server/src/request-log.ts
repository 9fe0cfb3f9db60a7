import type { Log } from './log.js';
import { rawPath } from './request-path.js';

/** An answered request. */
export interface AnsweredRequest {
  id: string;
  method: string;
  url: string;
  status: number;
  milliseconds: number;
  address: string;
  clientId?: string;
}

/** Logs a line for each request, with the path only: the rest of the URL can hold secrets. */
export function requestLog(log: Log): (answered: AnsweredRequest) => void {
  return ({ id, method, url, status, milliseconds, address, clientId }) => {
    log.info({
      requestId: id,
      method,
      path: rawPath(url),
      status,
      milliseconds: Math.round(milliseconds * 10) / 10,
      address,
      clientId,
    });
  };
}
