import { type Log, lineWriter } from './log.js';

/** A request that has its answer. */
export interface AnsweredRequest {
  id: string;
  method: string;
  url: string;
  status: number;
  milliseconds: number;
  address: string;
  clientId?: string;
}

/** A line for each request. The path without its query: a query can hold what a log must not. */
export function requestLog(log: Log): (answered: AnsweredRequest) => void {
  const write = lineWriter(log);
  return ({ id, method, url, status, milliseconds, address, clientId }) => {
    const queryAt = url.indexOf('?');
    const path = queryAt < 0 ? url : url.slice(0, queryAt);
    const client = clientId === undefined ? '' : `,"clientId":${JSON.stringify(clientId)}`;
    write(
      `"requestId":"${id}","method":"${method}","path":${JSON.stringify(path)},"status":${status}` +
        `,"milliseconds":${Math.round(milliseconds * 10) / 10}` +
        `,"address":${JSON.stringify(address)}${client}`,
    );
  };
}
