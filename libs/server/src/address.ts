import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { HttpConfig } from '#config';

/** IPv4 or bracketed IPv6 with a port (RFC 7239 §6), as Azure's front ends write it. */
const NODE = /^(?:\[(?<v6>[^\]]*)\]|(?<v4>[\d.]+))(?::(?:\d{1,5}|_[\w.-]{1,64}))?$/;

/** Characters shown of an unreadable address; an obfuscated identifier is shorter. */
const MAX_SHOWN = 64;

/**
 * The address of a request's sender: the socket's, or, from a trusted proxy, the one in
 * `X-Forwarded-For`. Both HTTP paths use this function and no other.
 *
 * The list is read from its end. Each entry was written by the host after it, and counts only when
 * that host is a trusted proxy. An entry that is no IP address ends the walk, and the result is a
 * text that names the entry and its writer. The address of the proxy must not replace it, because
 * the proxy may be in a network that a client is allowed from.
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

/** True when the address of the socket is in `http.trustedProxies`. */
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

/** Entries from the sender to the last proxy, without empty ones (RFC 9110 §5.6.1). */
function forwardedFor({ 'x-forwarded-for': list = '' }: IncomingMessage['headers']): string[] {
  const text = typeof list === 'string' ? list : list.join();
  return text.split(',').flatMap((entry) => entry.trim() || []);
}

/** The address in an entry, without port and quotes (RFC 7239 §4, §6); null for none. */
function readNode(entry: string): string | null {
  const text = /^"(.*)"$/.exec(entry)?.[1] ?? entry;
  const { v4, v6 } = NODE.exec(text)?.groups ?? {};
  const address = v4 ?? v6 ?? text;
  const isOfItsForm = v4 === undefined ? isIP(address) === 6 : isIPv4(address);
  return isOfItsForm ? plainAddress(ipaddr.parse(address).toString()) : null;
}

/** IPv4 for an address that a socket or a proxy shows as IPv4-mapped IPv6 (RFC 4291 §2.5.5.2). */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && isIP(address) === 6
    ? ipaddr.process(address).toString()
    : address;
}

/** The entry without characters that could end the quotes or the line. */
function shown(entry: string): string {
  return entry.slice(0, MAX_SHOWN).replaceAll(/[^\x21-\x7e]|["\\]/g, '?');
}
