import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const BRIDGE = 'machines';

/** The address of this side of the bridge: servers of Latchkey and HAProxy are here. */
const OWN_ADDRESS = '10.0.0.1/24';

/** An address of Ethernet that no machine has. Packets to it vanish without an error. */
const NOBODY = '02:00:00:00:00:01';

export interface Place {
  /** The name of the machine and of its network namespace. */
  name: string;
  address: string;
}

/** Three machines at one switch: network namespaces at a bridge. */
export class Network {
  private constructor(private readonly places: readonly Place[]) {}

  static async create(places: readonly Place[]): Promise<Network> {
    await ip(`link add ${BRIDGE} type bridge`);
    await ip(`address add ${OWN_ADDRESS} dev ${BRIDGE}`);
    await ip(`link set ${BRIDGE} up`);
    for (const { name, address } of places) {
      await ip(`netns add ${name}`);
      await ip(`link add ${name} type veth peer name eth0 netns ${name}`);
      await ip(`link set ${name} master ${BRIDGE} up`);
      await ip(`-n ${name} address add ${address}/24 dev eth0`);
      await ip(`-n ${name} link set eth0 up`);
      await ip(`-n ${name} link set lo up`);
    }
    return new Network(places);
  }

  /** Pulls the cable of a machine. Its connections stay open without an answer. */
  async cutOff(name: string): Promise<void> {
    await ip(`link set ${name} down`);
  }

  async connect(name: string): Promise<void> {
    await ip(`link set ${name} up`);
  }

  /** Drops all packets between a machine and the other machines. Clients still reach it. */
  async separate(name: string): Promise<void> {
    for (const [one, other] of this.#pairs(name)) {
      await ip(
        `-n ${one.name} neigh replace ${other.address} lladdr ${NOBODY} dev eth0 nud permanent`,
      );
    }
  }

  async unite(name: string): Promise<void> {
    for (const [one, other] of this.#pairs(name)) {
      await ip(`-n ${one.name} neigh del ${other.address} dev eth0`);
    }
  }

  #pairs(name: string): [Place, Place][] {
    const own = this.places.find((place) => place.name === name)!;
    const others = this.places.filter((place) => place !== own);
    return others.flatMap((other): [Place, Place][] => [
      [own, other],
      [other, own],
    ]);
  }
}

/** Returns the ids of all processes of a machine. */
export async function processesOf(name: string): Promise<number[]> {
  const output = await ip(`netns pids ${name}`);
  return output.split('\n').filter(Boolean).map(Number);
}

async function ip(words: string): Promise<string> {
  const { stdout } = await promisify(execFile)('/usr/sbin/ip', words.split(' '));
  return stdout;
}
