import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Most networks of one client; more than that is a firewall's work. */
export const MAX_NETWORKS = 100;

/**
 * `10.0.0.0/8` or a single address as PostgreSQL's `cidr` has it; null for
 * anything else, bits beyond the prefix included: 10.0.0.1/8 is a slip whose
 * meaning nobody can know.
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

/**
 * What a failed attempt is counted by: the /24 of an IPv4 address and the /48
 * of an IPv6 one, the least that one customer of a provider usually has.
 * A text that is no address, which only a misconfigured proxy causes, is counted by
 * itself: callers with different texts do not lock each other out.
 */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  if (isIPv4(plain)) return `${plain.slice(0, plain.lastIndexOf('.'))}.0/24`;
  return isIPv6(plain) ? `${networkAddress(plain, 48)}/48` : address;
}

/** Whether an address is in one of the networks. */
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
 * Whether an address is one of the internet: not of this machine, of a network
 * of its own or for a special purpose, nor one of those in the words of IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const plain = ipaddr.process(address);
  if (plain.range() !== 'unicast' || isOfCloud(plain.toString())) return false;
  return plain.kind() === 'ipv4' || plain.match(GLOBAL_UNICAST);
}

/**
 * Addresses that look public and at which a cloud serves settings and credentials to its machines:
 * the host of Azure. Other clouds use networks that are private anyway (169.254.0.0/16,
 * 100.100.100.200 in 100.64.0.0/10, fd00:ec2::254), also Oracle's 192.0.0.192.
 */
const isOfCloud = networkList(['168.63.129.16/32']);

/** All that is handed out so far (RFC 4291 §2.4); the rest has the range of ordinary addresses here, too. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/** Whether every address of a network is in one of the others, all as `readNetwork` has them. */
export function isWithin(network: string, networks: readonly string[]): boolean {
  const [address = '', prefix] = network.split('/');
  const wider = networks.filter((other) => {
    const [start = '', bits] = other.split('/');
    return isIP(start) === isIP(address) && Number(bits) <= Number(prefix);
  });
  return networkList(wider)(address);
}

/** Without the zone of a link-local address, and IPv4 as such where a socket shows it as IPv6. */
function plainAddress(address: string): string {
  const zoneAt = address.indexOf('%');
  const plain = zoneAt < 0 ? address : address.slice(0, zoneAt);
  return plain.startsWith('::ffff:') && isIPv6(plain) ? ipaddr.process(plain).toString() : plain;
}

/** `::ffff:10.0.0.0/104` as the 10.0.0.0/8 that it is (RFC 4291 §2.5.5.2); all else unchanged. */
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
