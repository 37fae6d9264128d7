import type { AuroraStore, InstanceService, Manifest } from "../manifest/manifest";

/** One value of the manifest that may cost less. */
export interface SavingChange {
  /** Dotted path of the written form. */
  readonly path: string;
  readonly from: unknown;
  readonly to: string | number | boolean | readonly string[] | Readonly<Record<string, string>>;
  /** What has to change with it. */
  readonly also?: { readonly path: string; readonly to: string | number };
  /** What only the team can know before it does this; undefined: nothing. */
  readonly ask?: string;
}

/** One value as it is written into the manifest. */
export interface Edit {
  readonly path: string;
  readonly to: string | number | boolean | readonly string[];
}

/** What a change writes, value by value. */
export function editsOf({ path, to, also }: SavingChange): readonly Edit[] {
  const own = isMapping(to)
    ? Object.entries(to).map(([key, value]) => ({ path: `${path}.${key}`, to: value }))
    : [{ path, to }];
  return [...own, ...(also ? [also] : [])];
}

const isMapping = (to: SavingChange["to"]): to is Readonly<Record<string, string>> =>
  typeof to === "object" && !Array.isArray(to);

/** Every change that is tried: a finite list. Each keeps all data and every identity. */
export const savingChanges = (manifest: Manifest): readonly SavingChange[] => [
  ...serviceChanges(manifest),
  ...dataChanges(manifest),
  ...sessionChanges(manifest),
  ...networkChanges(manifest),
  ...edgeChanges(manifest),
  ...nodeChanges(manifest),
];

const ARM = "the image must run on ARM";
const HALF = "half of the CPU and memory: look at what it uses first";

function serviceChanges({ services }: Manifest): readonly SavingChange[] {
  return Object.entries(services).flatMap(([name, service]) => {
    const path = `services.${name}`;
    const { minimum } = service.scaling;
    const fewer = minimum > 1 ? [{ path: `${path}.scaling.minimum`, from: minimum, to: minimum - 1 }] : [];
    if (service.runs !== "instances") return fewer;
    const { instanceTypes, warmPool } = service;
    return [
      ...fewer,
      ...onArm(`${path}.instanceTypes`, instanceTypes).flatMap((change) => withImage(change, path, service.image)),
      ...(warmPool > 0 ? [{ path: `${path}.warmPool`, from: warmPool, to: 0 }] : []),
      ...moreSpot(path, service),
      ...atWork(path, service),
    ];
  });
}

const TAKEN_BACK =
  "AWS takes Spot back within two minutes, and most of all when everybody wants capacity; its price changes by the hour";

/** Half of what runs above the minimum; a warm pool never goes with Spot. */
function moreSpot(path: string, { spot, warmPool }: InstanceService): readonly SavingChange[] {
  if (spot >= HALF_SPOT) return [];
  const change = {
    path: `${path}.spot`,
    from: `${Math.round(spot * 100)}%`,
    to: `${HALF_SPOT * 100}%`,
    ask: TAKEN_BACK,
  };
  return [warmPool > 0 ? { ...change, also: { path: `${path}.warmPool`, to: 0 } } : change];
}

const HALF_SPOT = 0.5;

/** Working hours, for environments that nobody needs outside of them. A warm pool never goes with a schedule. */
const WORKING_HOURS = { start: "0 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: "Etc/UTC" };

function atWork(path: string, { schedule, warmPool }: InstanceService): readonly SavingChange[] {
  if (schedule) return [];
  const change = {
    path: `${path}.schedule`,
    from: "none",
    to: WORKING_HOURS,
    ask: "nobody may need it at night and on weekends; write your own hours and time zone; stores and balancers go on",
  };
  return [warmPool > 0 ? { ...change, also: { path: `${path}.warmPool`, to: 0 } } : change];
}

/** The same image for ARM, where its name says which it is; AMI ids say nothing. */
function withImage(change: SavingChange, path: string, image: InstanceService["image"]): readonly SavingChange[] {
  if (!("ssm" in image)) return [];
  const ssm = image.ssm.replace("x86_64", "arm64");
  return [{ ...change, ...(ssm !== image.ssm && { also: { path: `${path}.image.ssm`, to: ssm } }) }];
}

function dataChanges({ data }: Manifest): readonly SavingChange[] {
  return Object.entries(data).flatMap(([name, store]) => {
    const path = `data.${name}`;
    return [
      ...oneLess(`${path}.replicas`, store.replicas),
      ...("secondaryReplicas" in store ? oneLess(`${path}.secondaryReplicas`, store.secondaryReplicas) : []),
      ...("multiAz" in store && store.multiAz ? [{ path: `${path}.multiAz`, from: true, to: false }] : []),
      ...(store.proxy ? [{ path: `${path}.proxy`, from: true, to: false }] : []),
      ...smaller(`${path}.class`, store.class),
      ...("storageType" in store ? otherStorage(`${path}.storageType`, store.storageType) : []),
    ];
  });
}

/** Billed I/O against dearer instances and storage: which costs less depends on the load. */
const otherStorage = (path: string, from: AuroraStore["storageType"]): readonly SavingChange[] => [
  from === "standard"
    ? {
        path,
        from,
        to: "io-optimized",
        ask: "rests on what is assumed of I/O a request: look at VolumeReadIOPs and VolumeWriteIOPs first; AWS takes it once in 30 days",
      }
    : {
        path,
        from,
        to: "standard",
        ask: "rests on what is assumed of I/O a request; besides, each region's cluster needs `aws rds modify-db-cluster --storage-type aurora`, which the provider does not send",
      },
];

const networkChanges = ({ network }: Manifest): readonly SavingChange[] => [
  ...(network.natPerZone ? [{ path: "network.natPerZone", from: true, to: false }] : []),
  ...GATEWAYS.filter((service) => !network.endpoints.includes(service)).map((service) => ({
    path: "network.endpoints",
    from: network.endpoints,
    to: [...network.endpoints, service],
  })),
  ...withoutInterfaces(network),
];

/**
 * Interface endpoints are billed by the hour in each zone. Only where each zone has a NAT gateway of its own: with one for all, no zone
 * could start anything once that gateway's zone is gone.
 */
function withoutInterfaces({ endpoints, natPerZone }: Manifest["network"]): readonly SavingChange[] {
  const gateways = endpoints.filter((service) => FREE.has(service));
  if (!natPerZone || gateways.length === endpoints.length) return [];
  const ask = "starting and recovering then reach AWS through each zone's NAT gateway, which costs by the GB";
  return [{ path: "network.endpoints", from: endpoints, to: gateways, ask }];
}

/** Services whose endpoint is a gateway, free of charge. */
const FREE: ReadonlySet<string> = new Set(["s3", "dynamodb"]);

/** AWS services with a gateway endpoint, free of charge, and traffic through a NAT gateway that is counted. */
const GATEWAYS = ["s3"];

const edgeChanges = ({ edge }: Manifest): readonly SavingChange[] => [
  ...(edge?.waf ? [{ path: "edge.waf", from: true, to: false }] : []),
  ...(edge && edge.staticPaths.length > 0 && edge.staticInfrequentDays === 0
    ? [
        {
          path: "edge.static.infrequentAccessAfter",
          from: "0d",
          to: "30d",
          ask: "reading a moved file costs by the GB, and files under 128 KB stay where they are",
        },
      ]
    : []),
];

const sessionChanges = ({ sessions }: Manifest): readonly SavingChange[] =>
  sessions ? [...oneLess("sessions.replicas", sessions.replicas), ...smaller("sessions.class", sessions.class)] : [];

const nodeChanges = ({ kubernetes }: Manifest): readonly SavingChange[] =>
  kubernetes?.cluster === "eks" ? onArm("kubernetes.nodeTypes", kubernetes.nodeTypes) : [];

const oneLess = (path: string, count: number): readonly SavingChange[] =>
  count > 0 ? [{ path, from: count, to: count - 1 }] : [];

/** Sizes of one family, each with twice the CPU and memory of the one before. */
const SIZES = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"];

function smaller(path: string, type: string): readonly SavingChange[] {
  const at = type.lastIndexOf(".");
  const below = SIZES[SIZES.indexOf(type.slice(at + 1)) - 1];
  return below === undefined ? [] : [{ path, from: type, to: `${type.slice(0, at)}.${below}`, ask: HALF }];
}

/** Intel and AMD families, and AWS's own processor of the same generation. */
const ARM_FAMILY: Readonly<Record<string, string | undefined>> = {
  t3: "t4g",
  t3a: "t4g",
  ...Object.fromEntries(
    ["c", "m", "r"].flatMap((letter) =>
      [6, 7].flatMap((generation) =>
        ["i", "a"].map((maker) => [`${letter}${generation}${maker}`, `${letter}${generation}g`]),
      ),
    ),
  ),
};

function onArm(path: string, types: readonly string[]): readonly SavingChange[] {
  const others = types.map((type) => {
    const [family = "", size = ""] = type.split(".");
    const arm = ARM_FAMILY[family];
    return arm === undefined ? undefined : `${arm}.${size}`;
  });
  // A group is of one architecture.
  if (others.length === 0 || others.includes(undefined)) return [];
  return [{ path, from: types, to: [...new Set(others.filter((type) => type !== undefined))], ask: ARM }];
}
