import type { GraphResource } from "../../graph/graph";
import { actionsOf, shareOn } from "../../graph/schedule";
import { isRecord } from "../../graph/values";
import { fixed, HOURS_A_MONTH, mapRange, type Range, times } from "../amount";
import {
  type Basis,
  listAt,
  type Meter,
  type MeterContext,
  type Meters,
  numberAt,
  referred,
  regionOf,
  setting,
  textAt,
  type Unpriceable,
  type Usage,
} from "../meter";
import { rpsIn } from "../traffic";
import type { UsageFacts } from "../usage";

const SERVICE = "Amazon EC2";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

/** An Auto Scaling group: from its minimum, over what the steady traffic needs, to its maximum. */
const group: Meter = (resource, context) => {
  const least = numberAt(resource, "minSize");
  const most = numberAt(resource, "maxSize");
  if (least === undefined || most === undefined)
    return [{ service: SERVICE, what: "instances", reason: "the group's size is not known yet" }];
  const simulated = context.traffic.units?.[resource.id];
  const { steady, formula } = simulated === undefined ? steadyUnits(resource, context) : told(simulated);
  const units = { min: least, expected: Math.min(most, Math.max(least, steady)), max: most };
  const input = resource.references.mixedInstancesPolicy ? "mixedInstancesPolicy" : "launchTemplate";
  const [template] = referred(context, resource, input, TEMPLATE);
  const [override] = listAt(resource, "mixedInstancesPolicy.launchTemplate.overrides");
  const chosen = isRecord(override) && typeof override.instanceType === "string" ? override.instanceType : undefined;
  const share = shareOn(actionsOf(resource, context.view));
  const hours = share < 1 ? `, ${Math.round(share * 168)} of 168 hours a week` : "";
  const set = setting(resource, `${least} to ${most} instances${hours}${formula}`, "minSize");
  const basis: Basis = simulated === undefined ? set : { ...set, kind: "simulated" };
  return machines(
    template,
    chosen,
    { units: times(units, share), spot: times(spotOf(resource, units), share), basis },
    context,
  );
};

/** Units that are Spot: a share of those above the base. */
function spotOf(resource: GraphResource, units: Range): Range {
  const at = "mixedInstancesPolicy.instancesDistribution";
  const share = 1 - (numberAt(resource, `${at}.onDemandPercentageAboveBaseCapacity`) ?? 100) / 100;
  const base = numberAt(resource, `${at}.onDemandBaseCapacity`) ?? 0;
  return mapRange(units, (count) => Math.max(0, count - base) * share);
}

/** What a simulation says that a group runs. */
const told = (mean: number): { steady: number; formula: string } => ({
  steady: mean,
  formula: `; the simulated traffic asks for ${Number(mean.toFixed(2))} on average`,
});

/** How many units the declared steady traffic needs, where the service's capacity is declared. */
function steadyUnits(resource: GraphResource, { traffic }: MeterContext): { steady: number; formula: string } {
  const perUnit = resource.part === undefined ? undefined : traffic.perUnit[resource.part];
  if (!perUnit) return { steady: 0, formula: "" };
  const rps = rpsIn(traffic, regionOf(resource)).expected;
  const steady = Math.ceil(rps / perUnit);
  return { steady, formula: `; ${Math.round(rps)} requests/s need ${steady}` };
}

const nodeGroup: Meter = (resource, context) => {
  const [least, most] = [numberAt(resource, "scalingConfig.minSize"), numberAt(resource, "scalingConfig.maxSize")];
  const desired = numberAt(resource, "scalingConfig.desiredSize") ?? least;
  if (least === undefined || most === undefined || desired === undefined)
    return [{ service: SERVICE, what: "nodes", reason: "the node group's size is not known yet" }];
  const [template] = referred(context, resource, "launchTemplate", TEMPLATE);
  const [type] = listAt(resource, "instanceTypes");
  const simulated = context.traffic.units?.[resource.id];
  const expected = simulated === undefined ? desired : Math.min(most, Math.max(least, simulated));
  const units = { min: least, expected, max: most };
  const spot = textAt(resource, "capacityType") === "SPOT" ? units : NONE;
  const formula =
    simulated === undefined
      ? ""
      : `; the pods of the simulated traffic ask for ${Number(simulated.toFixed(2))} on average`;
  const set = setting(resource, `${least} to ${most} nodes${formula}`, "scalingConfig");
  const basis: Basis = simulated === undefined ? set : { ...set, kind: "simulated" };
  return machines(template, typeof type === "string" ? type : undefined, { units, spot, basis }, context);
};

const NONE = fixed(0);

/** Equal machines, how many of them are Spot, and why so many. */
interface Machines {
  readonly units: Range;
  readonly spot: Range;
  readonly basis: Basis;
}

/** Hours, disks and detailed metrics of so many equal machines. */
function machines(
  template: GraphResource | undefined,
  chosen: string | undefined,
  { units, spot, basis }: Machines,
  { usage }: MeterContext,
): readonly (Usage | Unpriceable)[] {
  const type = chosen ?? (template && textAt(template, "instanceType"));
  if (type === undefined)
    return [{ service: SERVICE, what: "instances", reason: "the instance type is not known yet" }];
  const onDemand: Usage = {
    service: SERVICE,
    what: `${type} instances`,
    price: `ec2.instance.${type}`,
    quantity: times(less(units, spot), HOURS_A_MONTH),
    basis,
  };
  const asSpot: Usage = {
    ...onDemand,
    what: `${type} Spot instances`,
    price: `ec2.spot.${type}`,
    atMost: onDemand.price,
    quantity: times(spot, HOURS_A_MONTH),
  };
  const hours = spot.max > 0 ? [onDemand, asSpot] : [onDemand];
  if (!template) return hours;
  return [...hours, ...disks(template, units, basis), ...detailedMetrics(template, units, basis, usage)];
}

const less = (all: Range, part: Range): Range => ({
  min: all.min - part.min,
  expected: all.expected - part.expected,
  max: all.max - part.max,
});

function disks(template: GraphResource, units: Range, basis: Basis): readonly Usage[] {
  return listAt(template, "blockDeviceMappings").flatMap((_, index) => {
    const at = `blockDeviceMappings[${index}].ebs`;
    const size = numberAt(template, `${at}.volumeSize`);
    const type = textAt(template, `${at}.volumeType`);
    if (size === undefined || type === undefined) return [];
    const line = (what: string, price: string, amount: number): Usage => ({
      service: SERVICE,
      what: `${type} ${what}`,
      price,
      quantity: times(units, amount),
      basis,
    });
    const more = GP3.flatMap(({ input, what, included }) => {
      const beyond = (numberAt(template, `${at}.${input}`) ?? included) - included;
      return type === "gp3" && beyond > 0 ? [line(`${what} beyond ${included}`, `ebs.gp3.${input}`, beyond)] : [];
    });
    return [line("disks", `ebs.${type}`, size), ...more];
  });
}

/** What a gp3 volume has at its price of storage: https://aws.amazon.com/ebs/pricing/ */
const GP3 = [
  { input: "iops", what: "IOPS", included: 3000 },
  { input: "throughput", what: "MiB/s", included: 125 },
] as const;

function detailedMetrics(template: GraphResource, units: Range, basis: Basis, usage: UsageFacts): readonly Usage[] {
  const monitoring = template.inputs.monitoring;
  if (!isRecord(monitoring) || monitoring.enabled !== true) return [];
  const { value, reason } = usage.detailedMetrics;
  const quantity = times(units, value);
  return [
    {
      service: "Amazon CloudWatch",
      what: "detailed monitoring",
      price: "cloudwatch.metric",
      quantity,
      basis: { ...basis, text: `${basis.text}; ${value} ${reason}` },
    },
  ];
}

const eksCluster: Meter = (resource) => [
  {
    service: "Amazon EKS",
    what: "control plane",
    price: "eks.cluster",
    quantity: fixed(HOURS_A_MONTH),
    basis: setting(resource, "one cluster, version in standard support"),
  },
];

export const instanceMeters: Meters = {
  "aws:autoscaling/group:Group": group,
  "aws:eks/nodeGroup:NodeGroup": nodeGroup,
  "aws:eks/cluster:Cluster": eksCluster,
};
