import { Cdn } from "../../components/edge/cdn";
import { Alarms } from "../../components/observability/alarms";
import type { RunContext } from "../context";
import { Handed } from "./handed";
import { partOf, partsOf, type StackProgram } from "./program";
import { awsFor, withCloudflare } from "./provider";

/** The CDN in front of all regions; it knows them by name only. */
export const edgeProgram: StackProgram = (plan, stack, context: RunContext) => {
  const { name, args } = partOf(stack, "cdn");
  const handed = new Handed(stack, context);
  const opts = awsFor(plan, stack, context);
  const zoneId = args.zoneId ?? handed.optional<string>("dns.zoneId");
  const cdn = new Cdn(
    name,
    { ...args, ...(zoneId !== undefined && { zoneId }), originSecret: handed.get<string>("dns.originSecret") },
    args.provider === "cloudflare" ? withCloudflare(opts) : opts,
  );
  const { distributionId: id } = cdn;
  for (const part of partsOf(stack, "alarms"))
    new Alarms(part.name, { ...part.args, ...(id && { distribution: { id } }) }, opts);
  return { hostName: cdn.hostName };
};
