import { Zone } from "../../components/edge/zone";
import { Budget } from "../../components/observability/budget";
import { partOf, partsOf, type StackProgram } from "./program";
import { awsFor, withCloudflare } from "./provider";

/** The environment's own: budget, zone, validation records and first certificate, and the secret by which origins know their CDN. */
export const dnsProgram: StackProgram = (plan, stack, context) => {
  const { name, args } = partOf(stack, "zone");
  const opts = awsFor(plan, stack, context);
  const zone = new Zone(name, args, args.delegateFromCloudflareZone ? withCloudflare(opts) : opts);
  for (const part of partsOf(stack, "budget")) new Budget(part.name, { ...part.args, account: plan.account }, opts);
  return { zoneId: zone.zoneId, nameServers: zone.nameServers, originSecret: zone.originSecret };
};
