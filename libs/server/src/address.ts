import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { HttpConfig } from '#config';

/** IPv4 or bracketed IPv6 with a port (RFC 7239 §6); Azure's front ends send this form. */
const NODE = /^(?:\[(?<v6>[^\]]*)\]|(?<v4>[\d.]+))(?::(?:\d{1,5}|_[\w.-]{1,64}))?$/;

/**
 * Maximum characters of an unreadable address in a log line; obfuscated identifiers are shorter.
 */
const MAX_SHOWN = 64;

/**
 * Returns a function that finds the address of a request's sender: the address of the socket, or,
 * behind a trusted proxy, the one in `X-Forwarded-For`.
 *
 * The list is read from its end. Each entry was written by the host after it, and counts only when
 * that host is a trusted proxy. An entry that is not an IP address ends the search, and the result
 * is a text that names the entry and its writer. It is not replaced by the address of the proxy,
 * because that proxy may be in a network that a client is allowed from.
 */
export function addressOf({
  trustedProxies,
}: Pick<HttpConfig, 'trustedProxies'>): (request: IncomingMessage) => string {
  if (trustedProxies.length === 0) return ({ socket }) => plainAddress(socket.remoteAddress ?? '');
  const isTrusted = trustedAddresses(trustedProxies);
  return ({ socket, headers }) => {
    const peer = plainAddress(socket.remoteAddress ?? '');
    return isTrusted(peer) ? forwardedAddress(peer, { headers, isTrusted }) : peer;
  };
}

/** Returns a test whether an address is in one of the networks, such as `http.trustedProxies`. */
export function trustedAddresses(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
}

function forwardedAddress(
  peer: string,
  { headers, isTrusted }: Pick<IncomingMessage, 'headers'> & { isTrusted: (a: string) => boolean },
): string {
  let sender = peer;
  for (const entry of forwardedFor(headers).toReversed()) {
    const address = readNode(entry);
    if (address === null) return `unreadable "${shown(entry)}" from ${sender}`;
    sender = address;
    if (!isTrusted(sender)) break;
  }
  return sender;
}

/** Lists the entries from the sender to the last proxy, without empty ones (RFC 9110 §5.6.1). */
function forwardedFor({ 'x-forwarded-for': list = '' }: IncomingMessage['headers']): string[] {
  const text = typeof list === 'string' ? list : list.join();
  return text.split(',').flatMap((entry) => entry.trim() || []);
}

/**
 * Reads the address in an entry, without port, quotes (RFC 7239 §4, §6) and zone, which has a
 * meaning only on the proxy (RFC 4007 §11.2); null if there is none.
 */
function readNode(entry: string): string | null {
  const text = /^"(.*)"$/.exec(entry)?.[1] ?? entry;
  const { v4, v6 } = NODE.exec(text)?.groups ?? {};
  const address = v4 ?? v6 ?? text;
  const isOfItsForm = v4 === undefined ? isIP(address) === 6 : isIPv4(address);
  return isOfItsForm ? plainAddress(ipaddr.parse(withoutZone(address)).toString()) : null;
}

/** ipaddr.js throws for a zone such as `br-4a5b`. */
function withoutZone(address: string): string {
  return address.replace(/%.*/, '');
}

const MAPPED = '::ffff:';

/**
 * Converts IPv4-mapped IPv6, as sockets and proxies may show it, to IPv4 (RFC 4291 §2.5.5.2). A
 * socket that listens for both has this form in each request from IPv4, with the IPv4 address as its
 * end. Parsing it took 5 % of the time of a token.
 */
function plainAddress(address: string): string {
  if (!address.startsWith(MAPPED)) return address;
  const end = address.slice(MAPPED.length);
  if (isIPv4(end)) return end;
  return isIP(address) === 6 ? ipaddr.process(address).toString() : address;
}

/** Shortens an entry and replaces characters that could end the quotes or the line. */
function shown(entry: string): string {
  return entry.slice(0, MAX_SHOWN).replaceAll(/[^\x21-\x7e]|["\\]/g, '?');
}
