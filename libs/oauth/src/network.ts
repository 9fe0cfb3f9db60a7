import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Maximum networks of one client; a longer list belongs in a firewall. */
export const MAX_NETWORKS = 100;

/**
 * Reads `10.0.0.0/8` or a single address, and returns it in the form of PostgreSQL's `cidr`.
 * Returns null for any other text. A network with bits beyond its prefix, such as 10.0.0.1/8, is
 * rejected too: it is a mistake whose intended meaning is unclear.
 */
export function readNetwork(text: string): string | null {
  const [address = '', prefix, ...rest] = withoutMapping(text).split('/');
  const bits = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : 0;
  if (bits === 0 || rest.length > 0) return null;
  if (prefix === undefined) return `${ipaddr.parse(address).toString()}/${bits}`;
  if (!/^(?:0|[1-9]\d{0,2})$/.test(prefix) || Number(prefix) > bits) return null;
  const network = networkAddress(address, Number(prefix));
  return network === ipaddr.parse(address).toString() ? `${network}/${prefix}` : null;
}

/** Characters; more than an IPv6 address with a zone, and so few that all columns have room. */
const MAX_ADDRESS = 128;

/**
 * Returns the address of a request. It is cut, because a framework that trusts every proxy accepts any
 * text of any length as an address.
 */
export function addressOf({ ip = '' }: { ip?: string }): string {
  return ip.slice(0, MAX_ADDRESS);
}

/**
 * Returns the network for which a failed attempt is counted: the /24 of an IPv4 address or the /48
 * of an IPv6 address. A customer of a provider usually has at least that much.
 *
 * Only a misconfigured proxy causes a text that is not an address. Such a text is its own network,
 * so that callers with different texts do not lock each other out.
 */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  if (isIPv4(plain)) return `${plain.slice(0, plain.lastIndexOf('.'))}.0/24`;
  return isIPv6(plain) ? `${networkAddress(plain, 48)}/48` : address;
}

/** Builds a function that returns true when an address is in one of the networks. */
export function networkList(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = withoutMapping(network).split('/');
    list.addSubnet(address, Number(prefix), isIPv4(address) ? 'ipv4' : 'ipv6');
  }
  return (address) => {
    const plain = plainAddress(address);
    const family = isIP(plain);
    return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
  };
}

/**
 * True when an address belongs to the public internet. It is false for addresses of this machine,
 * of private networks and for special purposes, also when they are written as IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const plain = ipaddr.process(address);
  if (plain.range() !== 'unicast' || isOfCloud(plain.toString())) return false;
  return plain.kind() === 'ipv4' || plain.match(GLOBAL_UNICAST);
}

/**
 * True for an address that looks public, but at which a cloud serves settings and credentials to
 * its machines: the host of Azure. Other clouds use addresses that are not public anyway
 * (169.254.0.0/16, 100.100.100.200 in 100.64.0.0/10, fd00:ec2::254, and Oracle's 192.0.0.192).
 */
const isOfCloud = networkList(['168.63.129.16/32']);

/**
 * All IPv6 addresses allocated so far (RFC 4291 §2.4). ipaddr.js calls the others `unicast` too.
 */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/**
 * True when every address of a network is in one of the others, all in the form of `readNetwork`.
 */
export function isWithin(network: string, networks: readonly string[]): boolean {
  const [address = '', prefix] = network.split('/');
  const wider = networks.filter((other) => {
    const [start = '', bits] = other.split('/');
    return isIP(start) === isIP(address) && Number(bits) <= Number(prefix);
  });
  return networkList(wider)(address);
}

/** Removes the zone of a link-local address, and converts an IPv4-mapped IPv6 address to IPv4. */
function plainAddress(address: string): string {
  const zoneAt = address.indexOf('%');
  const plain = zoneAt < 0 ? address : address.slice(0, zoneAt);
  return plain.startsWith('::ffff:') && isIPv6(plain) ? ipaddr.process(plain).toString() : plain;
}

/**
 * Converts an IPv4-mapped network, `::ffff:10.0.0.0/104` to 10.0.0.0/8 (RFC 4291 §2.5.5.2); keeps
 * others.
 */
function withoutMapping(network: string): string {
  const [address = '', prefix = '128', ...rest] = network.split('/');
  const bits = /^\d{2,3}$/.test(prefix) ? Number(prefix) - 96 : -1;
  const plain = plainAddress(address);
  return rest.length === 0 && bits >= 0 && isIPv6(address) && isIPv4(plain)
    ? `${plain}/${bits}`
    : network;
}

function networkAddress(address: string, prefix: number): string {
  return isIPv4(address)
    ? ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefix}`).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(`${address}/${prefix}`).toString();
}
