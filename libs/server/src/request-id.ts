import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import type { HttpConfig } from '#config';

/** Short, and nothing that could break a log line or a header. */
const REQUEST_ID = /^[\w.:=@+/-]{1,128}$/;

/** The id of a request: what a trusted proxy calls it, else one of our own. */
export function requestIds({
  requestIdHeader,
  trustedProxies,
}: HttpConfig): (request: IncomingMessage) => string {
  const name = requestIdHeader.toLowerCase();
  const trusted = addressList(trustedProxies);
  return ({ headers, socket }) => {
    const given = headers[name];
    const isGood = typeof given === 'string' && REQUEST_ID.test(given);
    return isGood && isListed(trusted, socket.remoteAddress) ? given : randomUUID();
  };
}

function addressList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

function isListed(list: BlockList, address: string | undefined): boolean {
  return address !== undefined && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
