import { Zone } from "../../components/edge/zone";
import { partOf, type StackProgram } from "./program";
import { awsFor, withCloudflare } from "./provider";

/** Zone, validation records and first certificate, and the secret by which origins know their CDN. */
export const dnsProgram: StackProgram = (plan, stack, context) => {
  const { name, args } = partOf(stack, "zone");
  const opts = awsFor(plan, stack, context);
  const zone = new Zone(name, args, args.delegateFromCloudflareZone ? withCloudflare(opts) : opts);
  return { zoneId: zone.zoneId, nameServers: zone.nameServers, originSecret: zone.originSecret };
};
