import { type Log, lineWriter } from './log.js';
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
  traceId?: string;
}

/** Logs a line for each request, with the path only: the rest of the URL can hold secrets. */
export function requestLog(log: Log): (answered: AnsweredRequest) => void {
  const write = lineWriter(log);
  return ({ id, method, url, status, milliseconds, address, clientId, traceId }) => {
    const client = clientId === undefined ? '' : `,"clientId":${JSON.stringify(clientId)}`;
    const trace = traceId === undefined ? '' : `,"trace_id":"${traceId}"`;
    write(
      `"requestId":"${id}","method":"${method}","path":${JSON.stringify(rawPath(url))},"status":${status}` +
        `,"milliseconds":${Math.round(milliseconds * 10) / 10}` +
        `,"address":${JSON.stringify(address)}${client}${trace}`,
    );
  };
}
