import { type Block, LARGEST_PREFIX, overlaps, parseCidr, regionCidr, SMALLEST_PREFIX } from "../../plan/network";
import type { Problem } from "../../problems/problem";
import { type Check, instances, type Meaning, problemAt, regionsOf, workloads } from "./meaning";

/** AWS keeps five addresses of each subnet (VPC user guide, subnet sizing). */
const RESERVED = 5;
/** Addresses that a region needs besides its units: interface endpoints, load balancer, NAT, room for a replacement. */
const OVERHEAD = 32;
/** During a refresh or roll-out old and new units stand side by side: a tenth more than the most. */
const ROLLING = 1.1;

export const cidrForm: Check = (meaning) =>
  Object.entries(meaning.manifest.network.cidr).flatMap(([region, cidr]) => {
    const wrong = whyNot(cidr);
    return wrong === undefined
      ? []
      : [
          problemAt(meaning, "SK1103", `network.cidr.${region}`, {
            message: `${cidr} cannot be a network: ${wrong}`,
            expected: `a private IPv4 range from /${LARGEST_PREFIX} to /${SMALLEST_PREFIX} with its host bits clear, such as 10.24.0.0/16`,
            fix: "choose a range that no connected network uses",
          }),
        ];
  });

function whyNot(cidr: string): string | undefined {
  const block = parsed(cidr);
  if (!block) return "not an address range, or bits are set after its prefix";
  if (block.prefix < LARGEST_PREFIX) return `larger than /${LARGEST_PREFIX}, the largest that AWS makes`;
  if (block.prefix > SMALLEST_PREFIX) return `smaller than /${SMALLEST_PREFIX}, the smallest that three zones fit`;
  const isPrivate = PRIVATE.some((range) => overlaps(range, block));
  return isPrivate ? undefined : "it is public address space, which would be out of reach from inside";
}

/** RFC 1918, and RFC 6598 which AWS allows as well. */
const PRIVATE: readonly Block[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(parseCidr);

function parsed(cidr: string): Block | undefined {
  try {
    return parseCidr(cidr);
  } catch {
    return undefined;
  }
}

export const cidrOverlap: Check = (meaning) => {
  const networks = soundNetworks(meaning);
  return networks.flatMap((one, index) =>
    networks.slice(index + 1).flatMap((other) =>
      overlaps(one.block, other.block)
        ? [
            problemAt(meaning, "SK1104", `network.cidr.${written(meaning, other.region) ? other.region : one.region}`, {
              message: `the networks of ${one.region} (${one.cidr}) and ${other.region} (${other.cidr}) overlap`,
              expected: "a range of its own for each region: regions are peered with each other",
              fix: "choose another range for one of them",
            }),
          ]
        : [],
    ),
  );
};

/** Networks of the regions, each once, without those that cidrForm refuses. */
function soundNetworks(
  meaning: Meaning,
): readonly { readonly region: string; readonly cidr: string; readonly block: Block }[] {
  return [...new Set(regionsOf(meaning.manifest))].flatMap((region) => {
    const cidr = cidrOf(meaning, region);
    const block = whyNot(cidr) === undefined ? parsed(cidr) : undefined;
    return block ? [{ region, cidr, block }] : [];
  });
}

/** Instances and pods take one address each; on EKS nodes take one more each, and pods come from the same subnets. */
export const cidrHoldsPeak: Check = (meaning) => {
  const needed = addressesAtPeak(meaning);
  return soundNetworks(meaning).flatMap(({ region, cidr, block }): readonly Problem[] => {
    const held = 3 * (2 ** (32 - block.prefix - 3) - RESERVED);
    // With a zone gone the other two must hold all of it.
    const withoutZone = Math.floor((held * 2) / 3);
    if (needed <= withoutZone) return [];
    return [
      problemAt(meaning, "SK1105", `network.cidr.${region}`, {
        message: `${cidr} in ${region} cannot hold the fleet at its peak: ${needed} addresses are needed, two of its three application subnets have ${withoutZone}`,
        expected: `a range of /${prefixFor(needed)} or larger, or a lower scaling.maximum`,
        fix:
          block.prefix > LARGEST_PREFIX
            ? "choose a larger range now: it can never change later"
            : "use larger units (capacity, instanceTypes), or lower scaling.maximum",
      }),
    ];
  });
};

function addressesAtPeak({ manifest }: Meaning): number {
  const machines = instances(manifest).reduce((sum, [, { scaling, warmPool }]) => sum + scaling.maximum + warmPool, 0);
  const onEks = manifest.kubernetes?.cluster === "eks";
  const pods = onEks ? workloads(manifest).reduce((sum, [, { scaling }]) => sum + scaling.maximum, 0) : 0;
  const nodes = manifest.kubernetes?.cluster === "eks" ? manifest.kubernetes.nodesMaximum : 0;
  return Math.ceil((machines + pods + nodes) * ROLLING) + OVERHEAD;
}

function prefixFor(needed: number): number {
  for (let prefix = SMALLEST_PREFIX; prefix > LARGEST_PREFIX; prefix--) {
    if (2 * (2 ** (32 - prefix - 3) - RESERVED) >= needed) return prefix;
  }
  return LARGEST_PREFIX;
}

const cidrOf = ({ manifest }: Meaning, region: string): string => regionCidr(region, manifest.network.cidr);
const written = ({ manifest }: Meaning, region: string): boolean => Object.hasOwn(manifest.network.cidr, region);
