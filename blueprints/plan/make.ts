import type { Resolved } from "../manifest/manifest";
import { inRegion, planContext } from "./context";
import type { EnvironmentLock, Plan } from "./plan";
import { appsStacks } from "./stacks/apps";
import { dnsStack } from "./stacks/dns";
import { edgeStacks } from "./stacks/edge";
import { globalDataStacks } from "./stacks/global-data";
import { regionStack } from "./stacks/region";
import { warningsOf } from "./warnings";

/**
 * The plan of one environment: a pure function of its resolved manifest and of what the lock file knows, byte for byte
 * the same for the same input. Stacks stand in an order in which they can be made.
 * @param lock what earlier runs and `doctor --refresh` learned of the account; without it placeholders stand in
 */
export function makePlan(resolved: Resolved, lock: EnvironmentLock = {}): Plan {
  const context = planContext(resolved, lock);
  const { manifest, account, regions } = context;
  const [primary, ...secondaries] = regions.map((region) => regionStack(inRegion(context, region)));
  if (!primary) throw new Error("a resolved manifest has a primary region");
  const apps = regions.flatMap((region) => appsStacks(inRegion(context, region)));
  return {
    schemaVersion: "1",
    project: manifest.name,
    environment: manifest.environment,
    tier: manifest.tier,
    account,
    stacks: [
      dnsStack(context),
      primary,
      ...globalDataStacks(context),
      ...secondaries,
      ...apps,
      ...edgeStacks(context, [primary, ...secondaries, ...apps]),
    ],
    warnings: warningsOf(context),
  };
}
