import facts from "../facts/regions.json";
import type { Manifest } from "../manifest/manifest";
import type { ZoneSubnets } from "./parts";

/** A region as facts/regions.json has it. */
export interface RegionFacts {
  /** Second number of the default CIDR; append only, so that no other region ever moves (DECISIONS 4). */
  readonly slot: number;
  readonly zones: readonly string[];
  /** True where an account sees only two of the zones. */
  readonly fewZones?: boolean;
  /** Id of com.amazonaws.global.cloudfront.origin-facing there; absent where no source was found. */
  readonly cloudfrontPrefixList?: string;
}

const REGIONS = new Map<string, RegionFacts>(Object.entries(facts.regions));

export const regionFacts = (region: string): RegionFacts | undefined => REGIONS.get(region);

/** All commercial regions that we know, in the order of their slots. */
export const regionNames = (): readonly string[] => [...REGIONS.keys()];

/** A block of IPv4 addresses: its first address as an unsigned number, and its prefix length. */
export interface Block {
  readonly base: number;
  readonly prefix: number;
}

/** Largest and smallest network that the layout fits: AWS allows /16 to /28 for a VPC, and a load balancer wants /27 subnets. */
export const LARGEST_PREFIX = 16;
export const SMALLEST_PREFIX = 22;

/** @throws RangeError where the text is no CIDR with its host bits clear */
export function parseCidr(text: string): Block {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) throw new RangeError(`${text} is no IPv4 CIDR`);
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) throw new RangeError(`${text} is no IPv4 CIDR`);
  const base = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  if (base % 2 ** (32 - prefix) !== 0) throw new RangeError(`${text} has bits set after its prefix`);
  return { base, prefix };
}

export function formatCidr({ base, prefix }: Block): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}

/** The `index`-th of the 2^`bits` equal parts of a block. */
export function part(block: Block, bits: number, index: number): Block {
  const prefix = block.prefix + bits;
  return { base: block.base + index * 2 ** (32 - prefix), prefix };
}

export const overlaps = (one: Block, other: Block): boolean => {
  const end = ({ base, prefix }: Block) => base + 2 ** (32 - prefix);
  return one.base < end(other) && other.base < end(one);
};

/** The region's own slot, 10.<slot>.0.0/16, unless the manifest writes another CIDR for it. */
export function regionCidr(region: string, written: Readonly<Record<string, string>>): string {
  const own = written[region];
  if (own !== undefined) return own;
  const known = regionFacts(region);
  if (!known) throw new RangeError(`no CIDR is known for region ${region}`);
  return `10.${known.slot}.0.0/16`;
}

/** Networks of the secondaries, from which services come to the primary's stores over a peering. */
export const secondaryCidrs = ({ manifest }: { readonly manifest: Manifest }): readonly string[] =>
  manifest.regions.secondaries.map((region) => regionCidr(region, manifest.network.cidr));

export type ThreeZones = readonly [ZoneSubnets, ZoneSubnets, ZoneSubnets];

/**
 * Lays three zones into a network; the same at every tier, so that growing moves no subnet.
 *
 * Each zone has a quarter of the network, the fourth stays free. Half of a zone's quarter is for instances and pods,
 * which take most addresses; a quarter of it is public (load balancer, NAT), a quarter holds databases and caches.
 * In a /16 that is /19, /20 and /20; in a /22 it is /25, /26 and /26.
 * @throws RangeError for networks larger than /16 or smaller than /22
 */
export function layOut(cidr: string, zones: readonly string[]): ThreeZones {
  const network = parseCidr(cidr);
  if (network.prefix < LARGEST_PREFIX || network.prefix > SMALLEST_PREFIX)
    throw new RangeError(`${cidr} must be between /${LARGEST_PREFIX} and /${SMALLEST_PREFIX}`);
  const [first, second, third] = zones;
  if (first === undefined || second === undefined || third === undefined)
    throw new RangeError(`three zones are needed, not ${zones.length}`);
  const zone = (name: string, index: number): ZoneSubnets => {
    const quarter = part(network, 2, index);
    const rest = part(quarter, 1, 1);
    return {
      zone: name,
      appCidr: formatCidr(part(quarter, 1, 0)),
      publicCidr: formatCidr(part(rest, 1, 0)),
      dataCidr: formatCidr(part(rest, 1, 1)),
    };
  };
  return [zone(first, 0), zone(second, 1), zone(third, 2)];
}
