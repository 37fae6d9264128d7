import type { GraphResource } from "../../blueprints/graph/graph";
import { addressOf } from "../address";
import type { Judgement } from "../evaluate";
import type { World } from "../world/world";
import { takesDown } from "./takes-down";

/** Something of which there is one, and what goes with it. */
export interface SinglePoint {
  readonly resource: { readonly id: string; readonly type: string; readonly name: string; readonly address: string };
  /** What has to fail for it to be gone. */
  readonly fails: "instance" | "zone" | "region";
  readonly because: readonly string[];
  /** Addresses of what no longer serves then. */
  readonly takes: readonly string[];
  /** Public names that lead nowhere else. */
  readonly names: readonly string[];
  readonly rules: readonly string[];
}

/** Rules whose failure says that something is there once only, and what takes it away. */
const SAYS_SINGLE: Readonly<Record<string, SinglePoint["fails"]>> = {
  "res/no-single-cut": "instance",
  "small/no-pet-behind-balancer": "instance",
  "k8s/two-or-more": "instance",
  "cache/fails-over": "instance",
  "compute/group-spans-zones": "zone",
  "net/balancer-spans-zones": "zone",
  "net/egress-per-zone": "zone",
  "db/multi-az": "zone",
  "db/reader-in-other-zone": "zone",
  "fn/vpc-spans-zones": "zone",
  "edge/routing-covers-regions": "region",
};

/** Rules about a path or a way out: the thin place is the first that they name beside their subject. */
const NAMES_ANOTHER: ReadonlySet<string> = new Set(["res/no-single-cut", "net/egress-per-zone"]);

/** True for rules that single points are found by, at whatever tier. */
export const findsSinglePoints = (rule: string): boolean => Object.hasOwn(SAYS_SINGLE, rule);

/** Every single point of failure that judgements show, the one that takes most with it first. */
export function singlePoints(
  judgements: readonly Judgement[],
  world: World,
  checkpoint: () => void = () => undefined,
): SinglePoint[] {
  const found = new Map<GraphResource, { fails: SinglePoint["fails"]; because: Set<string>; rules: Set<string> }>();
  for (const { rule, subject, verdict } of judgements) {
    const fails = Object.hasOwn(SAYS_SINGLE, rule.id) ? SAYS_SINGLE[rule.id] : undefined;
    if (fails === undefined || verdict.verdict !== "fail") continue;
    const [thin = subject] = NAMES_ANOTHER.has(rule.id) ? (verdict.related ?? []) : [];
    const zone = verdict.key === "zone" || verdict.key?.endsWith(" zone") === true;
    const there = found.get(thin) ?? { fails: zone ? "zone" : fails, because: new Set(), rules: new Set() };
    there.because.add(verdict.message);
    there.rules.add(rule.id);
    // The smaller failure is the likelier one.
    if (fails === "instance" && !zone) there.fails = "instance";
    found.set(thin, there);
  }
  return [...found]
    .map(([resource, { fails, because, rules }]): SinglePoint => {
      checkpoint();
      const { resources, names } = takesDown(resource, world);
      const { id, type, name } = resource;
      return {
        resource: { id, type, name, address: addressOf(resource) },
        fails,
        because: [...because].sort(),
        takes: resources.map(addressOf),
        names,
        rules: [...rules].sort(),
      };
    })
    .sort(
      (a, b) =>
        b.names.length - a.names.length ||
        b.takes.length - a.takes.length ||
        (a.resource.address < b.resource.address ? -1 : 1),
    );
}
