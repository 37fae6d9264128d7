import { minutesOf } from "../../../blueprints/cron";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { actionsOf, stops } from "../../../blueprints/graph/schedule";
import { REQUEST_TARGET_SHARE } from "../../../blueprints/plan/fixed";
import { policiesOf } from "../../facts/scaling";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import { numberAt, recordsAt, said, textAt } from "./look";
import { targetsBehind } from "./paths";
import { type Fields, Said, type Section, section } from "./said";
import { ANY_IMAGE, type Where } from "./where";

/** A service on instances, by its groups (or lone instances), the primary's first. */
export function instanceService(members: readonly GraphResource[], where: Where): Fields {
  const { world } = where;
  const [unit] = members as readonly [GraphResource, ...GraphResource[]];
  const [targets] = targetsBehind(unit, world);
  const template = world.referred(unit, TYPES.launchTemplate, TYPES.launchConfiguration)[0] ?? unit;
  return {
    runs: Said.by("instances", unit),
    image: imageOf(members, template, where),
    port: portOf(targets),
    health: said(
      targets,
      (group) => textAt(group, "healthCheck.path"),
      (path) => path,
    ),
    capacity: capacityOf(unit, where),
    scaling: section({ ...sizeOf(members, where), targetCpu: cpuTarget(unit, where) }),
    instanceTypes: typesOf(unit, template),
    spot: said(unit, spotShare, (share) => `${share}%`),
    predictive: predictiveOf(unit, where),
    warmPool: said(
      unit,
      (group) => numberAt(group, "warmPool.minSize"),
      (size) => size,
    ),
    bootTime: said(
      unit,
      (group) => numberAt(group, "defaultInstanceWarmup"),
      (seconds) => `${seconds}s`,
    ),
    schedule: scheduleOf(unit, where),
  };
}

/** The two actions that let all instances of a group come and go; undefined where it has others. */
function dayOf(unit: GraphResource, { world }: Where): { start: GraphResource; stop: GraphResource } | undefined {
  const actions = unit.type === TYPES.group ? actionsOf(unit, world.view) : [];
  const [stop, start] = [actions.find(stops), actions.find((action) => !stops(action))];
  return actions.length === 2 && stop && start ? { start, stop } : undefined;
}

/** Times at which all instances come and go, where a manifest can say them. */
function scheduleOf(unit: GraphResource, where: Where): Section | undefined {
  const day = dayOf(unit, where);
  if (!day) return undefined;
  const { start, stop } = day;
  const times = (action: GraphResource) =>
    said(
      action,
      (each) => textAt(each, "recurrence"),
      (cron) => (minutesOf(cron) ? cron.trim() : undefined),
    );
  const [begins, ends] = [times(start), times(stop)];
  return begins && ends
    ? section({ start: begins, stop: ends, timeZone: Said.by(textAt(stop, "timeZone") ?? "Etc/UTC", stop) })
    : undefined;
}

function portOf(targets: GraphResource | undefined): Said {
  const port = targets && numberAt(targets, "port");
  return targets && port !== undefined
    ? Said.by(port, targets)
    : Said.ask(8080, "on which port does it listen? It registers in no target group that the state shows");
}

/** An AMI by the parameter that names it, or by region where every region has one. */
function imageOf(members: readonly GraphResource[], template: GraphResource, { world, regions }: Where): Said {
  const parameter = /^resolve:ssm:(\/[A-Za-z0-9_./-]+)$/.exec(imageIn(template) ?? "")?.[1];
  if (parameter !== undefined) return Said.by({ ssm: parameter }, template);
  const byRegion = new Map<string, string>();
  for (const member of members) {
    const from = world.referred(member, TYPES.launchTemplate, TYPES.launchConfiguration)[0] ?? member;
    const image = imageIn(from);
    if (image !== undefined && member.region !== undefined && /^ami-[0-9a-f]{8,17}$/.test(image))
      byRegion.set(member.region, image);
  }
  const images = Object.fromEntries(
    regions.flatMap((region) => {
      const image = byRegion.get(region);
      return image === undefined ? [] : [[region, image] as const];
    }),
  );
  if (Object.keys(images).length === regions.length) return Said.by({ byRegion: images }, template);
  return Said.ask(
    { ssm: ANY_IMAGE },
    "which machine image does it start from, in every region? The state does not show it",
  );
}

const imageIn = (template: GraphResource): string | undefined => textAt(template, "imageId") ?? textAt(template, "ami");

/** What one instance carries: what scaling keeps it at, by the share of its capacity that scalekit's own policy asks for. */
function capacityOf(unit: GraphResource, { world }: Where): Said {
  const policy = policies(unit, world).find((each) => metricOf(each) === "ALBRequestCountPerTarget");
  const perMinute = policy && numberAt(policy, "targetTrackingConfiguration.targetValue");
  if (policy && perMinute !== undefined && perMinute >= 1) {
    const rps = perMinute / 60 / REQUEST_TARGET_SHARE;
    // The policy's target is rounded down to whole requests a minute: to three digits it is what was asked for.
    return Said.by(`${Number(rps.toPrecision(3))}rps`, policy).but(
      `does one instance carry this much? It is what the policy keeps each at, over ${REQUEST_TARGET_SHARE * 100} %`,
    );
  }
  return Said.ask("100rps", "how many requests a second does one instance carry? Measure it with a load test");
}

const policies = (unit: GraphResource, world: Where["world"]): readonly GraphResource[] =>
  known(() => policiesOf(unit, world))?.value ?? [];

const metricOf = (policy: GraphResource): string | undefined =>
  textAt(policy, "targetTrackingConfiguration.predefinedMetricSpecification.predefinedMetricType");

function cpuTarget(unit: GraphResource, { world }: Where): Said | undefined {
  const policy = policies(unit, world).find((each) => metricOf(each) === "ASGAverageCPUUtilization");
  return said(
    policy,
    (each) => numberAt(each, "targetTrackingConfiguration.targetValue"),
    (value) => `${value}%`,
  );
}

function predictiveOf(unit: GraphResource, { world }: Where): Said | undefined {
  const policy = policies(unit, world).find((each) => textAt(each, "policyType") === "PredictiveScaling");
  return said(
    policy,
    (each) => textAt(each, "predictiveScalingConfiguration.mode") ?? "ForecastOnly",
    (mode) => (mode === "ForecastAndScale" ? "scale" : "forecast"),
  );
}

/** The primary's size stands for all regions: the manifest has one for each. Where it rests at night, what its start says. */
function sizeOf(members: readonly GraphResource[], where: Where): Fields {
  const [unit] = members;
  if (!unit) return {};
  if (unit.type === TYPES.instance) {
    const here = members.filter(({ region }) => region === unit.region).length;
    return { minimum: Said.by(here, ...members), maximum: Said.by(here, ...members) };
  }
  const sized = dayOf(unit, where)?.start ?? unit;
  const least = Math.max(1, numberAt(sized, "minSize") ?? 1);
  const most = Math.max(least, numberAt(sized, "maxSize") ?? least);
  const others = members.filter((each) => numberAt(each, "minSize") !== numberAt(unit, "minSize"));
  const minimum = Said.by(least, sized);
  return {
    minimum:
      others.length === 0
        ? minimum
        : minimum.but(
            `is this right for every region? Others have ${others.map((each) => numberAt(each, "minSize")).join(", ")}`,
          ),
    maximum: Said.by(most, sized),
  };
}

function typesOf(unit: GraphResource, template: GraphResource): Said | undefined {
  const mixed = recordsAt(unit, "mixedInstancesPolicy.launchTemplate.overrides").flatMap(({ instanceType }) =>
    typeof instanceType === "string" ? instanceType : [],
  );
  if (mixed.length > 0) return Said.by([...new Set(mixed)], unit);
  return said(
    template,
    (each) => textAt(each, "instanceType"),
    (type) => [type],
  );
}

function spotShare(unit: GraphResource): number | undefined {
  const onDemand = numberAt(unit, "mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity");
  return onDemand === undefined ? undefined : 100 - onDemand;
}
