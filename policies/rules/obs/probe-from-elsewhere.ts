import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withResource } from "../../change-sample";
import { otherMonitor } from "../../facts/alarms";
import { clean, endsOfName, regionsOf } from "../../facts/dns";
import { type PublicName, publicNames } from "../../facts/public-names";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { UnseenValue } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "entry", inputs: {} },
    {
      type: TYPES.record,
      name: "www",
      inputs: { name: "www.example.com", type: "A", aliases: [{ name: ref("entry") }] },
    },
    {
      type: TYPES.canary,
      name: "buyer",
      region: "us-east-1",
      inputs: {
        schedule: { expression: "rate(1 minute)" },
        startCanary: true,
        runConfig: { environmentVariables: { TARGET: "https://www.example.com/" } },
      },
    },
  ],
};

export const probeFromElsewhere = rule({
  id: "obs/probe-from-elsewhere",
  title: "Each public name is probed from a region that does not serve it",
  scope: "environment",
  // Its absence makes an outage longer to notice and causes none: no reason to stop a change.
  severity: perTier("none", "none", "warning", "warning"),
  why: "What watches from inside the region goes down with it. Its metrics stop, and the wrong name server or certificate in front was never in them.",
  source:
    "AWS Cloud Operations Blog, cross-Region application monitoring with CloudWatch Synthetics, https://aws.amazon.com/blogs/mt/cross-region-application-monitoring-using-amazon-cloudwatch-synthetics-and-aws-cloudformation/",
  fix: "add a canary in a region that serves nothing, or a Route 53 health check on the public name; name the host in the canary's environment variables",
  types: [
    TYPES.record,
    TYPES.cloudflareRecord,
    TYPES.cloudflareLoadBalancer,
    TYPES.canary,
    TYPES.healthCheck,
    TYPES.loadBalancer,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withResource("buyer", { region: "eu-west-1" })) },
  subjects: (world) => publicNames(world).map(({ record }) => record),
  judge(record, world) {
    const name = publicNames(world).find((each) => each.record === record);
    if (!name) return undefined;
    const { host } = name;
    // Its checkers ask from eight regions unless some are chosen, at least three [Route 53 API, HealthCheckConfig].
    if (world.all(TYPES.healthCheck).some((check) => clean(String(world.peek(check, "fqdn") ?? "")) === host))
      return pass();
    const serving = servingRegions(name, world);
    const canaries = world.all(TYPES.canary).filter((canary) => runs(canary, world));
    const far = canaries.filter(({ region }) => region !== undefined && !serving.includes(region));
    if (far.some((canary) => mentions(canary, host, world))) return pass();
    // Others may do so in their code, which is not read.
    const silent = far.find((canary) => !world.has(canary, "runConfig.environmentVariables"));
    if (silent) throw new UnseenValue(`which names ${silent.name} probes`, silent, "runConfig.environmentVariables");
    const other = otherMonitor(world);
    if (other !== undefined) throw new UnseenValue(`what ${other} watches`);
    const near = canaries.find((canary) => mentions(canary, host, world));
    return fail(
      near
        ? `${host} is only probed from ${near.region}, which serves it`
        : `${host} is not probed from outside its regions (${serving.join(", ")})`,
      { related: near ? [near] : [] },
    );
  },
});

/** Regions of the record's ends, and of the entries behind a CDN. */
function servingRegions({ host, ends }: PublicName, world: World): readonly string[] {
  const balancers = world.all(TYPES.loadBalancer).filter((each) => world.peek(each, "internal") !== true);
  const regions = balancers.flatMap(({ region }) => region ?? []);
  return [...new Set([...regionsOf(ends), ...regionsOf(endsOfName(host, world)), ...regions])].sort();
}

/** Default: not started [@pulumi/aws Canary, startCanary]. A rate of 0 runs once. */
const runs = (canary: GraphResource, world: World): boolean =>
  (world.peek(canary, "startCanary") ?? canary.outputs?.status === "RUNNING") !== false &&
  !/^rate\(0 /.test(String(world.peek(canary, "schedule.expression") ?? ""));

const mentions = (canary: GraphResource, host: string, world: World): boolean =>
  new RegExp(`(^|[^\\w.-])${host.replaceAll(".", "\\.")}($|[^\\w.-])`).test(
    JSON.stringify(world.peek(canary, "runConfig.environmentVariables") ?? ""),
  );
