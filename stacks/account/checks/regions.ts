import { DescribeAvailabilityZonesCommand, DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import type { AccountCheck, AccountContext, CheckResult } from "../check";

/** Each region of the plan must be enabled in the account and have the three zones that the plan lays its subnets in. */
export const regions: AccountCheck = async (context) => {
  const { manifest } = context;
  const wanted = [manifest.regions.primary, ...manifest.regions.secondaries];
  const answer = await context
    .clients(manifest.regions.primary)
    .ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
  const status = new Map((answer.Regions ?? []).map((region) => [region.RegionName ?? "", region.OptInStatus ?? ""]));
  const results: CheckResult[] = [];
  for (const region of wanted) {
    const optIn = status.get(region);
    if (optIn === undefined || optIn === "not-opted-in") {
      results.push({
        id: `region.${region}`,
        title: `region ${region}`,
        status: "missing",
        detail:
          optIn === undefined ? "this account does not know the region" : "the region is not enabled in this account",
        fix: `enable it: aws account enable-region --region-name ${region}`,
      });
    } else results.push(await zones(context, region));
  }
  return results;
};

async function zones({ clients, plan }: AccountContext, region: string): Promise<CheckResult> {
  const answer = await clients(region).ec2.send(new DescribeAvailabilityZonesCommand({}));
  const here = new Set(
    (answer.AvailabilityZones ?? []).filter((zone) => zone.State === "available").map((zone) => zone.ZoneName),
  );
  const stack = plan.stacks.find(({ key }) => key === region);
  const network = stack?.parts.find((part) => part.kind === "network");
  const planned = network?.kind === "network" ? network.args.zones.map(({ zone }) => zone) : [];
  const absent = planned.filter((zone) => !here.has(zone));
  const title = `region ${region}`;
  if (absent.length === 0)
    return { id: `region.${region}`, title, status: "ok", detail: `enabled, zones ${planned.join(", ")}` };
  return {
    id: `region.${region}`,
    title,
    status: "missing",
    detail: `this account has no zone ${absent.join(", ")} there (it has ${[...here].join(", ")})`,
    fix: "run `scalekit doctor --refresh` before the first `up`: it records this account's zones in scalekit.lock.json",
  };
}
