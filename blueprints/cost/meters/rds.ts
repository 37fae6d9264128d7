import type { GraphResource } from "../../graph/graph";
import { fixed, HOURS_A_MONTH } from "../amount";
import {
  assumed,
  type Meter,
  type MeterContext,
  type Meters,
  numberAt,
  referred,
  setting,
  textAt,
  type Unpriceable,
  type Usage,
} from "../meter";

const SERVICE = "Amazon RDS";
export const RDS_INSTANCE = "aws:rds/instance:Instance";

/** Engines whose instances have known prices; of others only the licence says what they cost. */
const ENGINES = ["postgres", "mysql"];

/** A Single-AZ instance once; with a standby in another zone everything twice. A replica takes what it does not name from its source. */
const instance: Meter = (resource, context) => {
  const [source] = referred(context, resource, "replicateSourceDb", RDS_INSTANCE);
  const engine = textAt(resource, "engine") ?? (source && textAt(source, "engine"));
  const type = textAt(resource, "instanceClass");
  if (engine === undefined || type === undefined)
    return [{ service: SERVICE, what: "instance", reason: "its engine or class is not known yet" }];
  if (!ENGINES.includes(engine))
    return [
      { service: SERVICE, what: `${engine} instance`, reason: `only ${ENGINES.join(" and ")} have known prices` },
    ];
  const copies = resource.inputs.multiAz === true ? 2 : 1;
  const hours: Usage = {
    service: SERVICE,
    what: `${type} instances`,
    price: `rds.${engine}.${type}`,
    quantity: fixed(copies * HOURS_A_MONTH),
    basis: setting(resource, copies === 2 ? "one instance and its standby" : "one instance", "multiAz"),
  };
  return [hours, ...storage(resource, source, copies), ...(source ? [] : backups(context))];
};

function storage(
  resource: GraphResource,
  source: GraphResource | undefined,
  copies: number,
): readonly (Usage | Unpriceable)[] {
  const size = numberAt(resource, "allocatedStorage") ?? (source && numberAt(source, "allocatedStorage"));
  if (size === undefined)
    return [{ service: SERVICE, what: "storage", reason: "the allocated storage is not known yet" }];
  const iops = numberAt(resource, "iops");
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html: gp2 where nothing is set, io1 where IOPS are.
  const type = textAt(resource, "storageType") ?? (iops === undefined ? "gp2" : "io1");
  const text = `${size} GB at the beginning${copies === 2 ? ", in two zones" : ""}`;
  const beyond = (iops ?? 0) - (type === "gp3" ? includedIops(size) : 0);
  return [
    {
      service: SERVICE,
      what: `${type} storage`,
      price: `rds.storage.${type}`,
      quantity: fixed(copies * size),
      basis: setting(resource, text, "allocatedStorage"),
    },
    ...(beyond > 0
      ? [
          {
            service: SERVICE,
            what: `${type} IOPS`,
            price: `rds.iops.${type}`,
            quantity: fixed(copies * beyond),
            basis: setting(resource, `${beyond} IOPS that are not included`, "iops"),
          },
        ]
      : []),
  ];
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html: four volumes are striped from 400 GB on. */
const includedIops = (gigabytes: number): number => (gigabytes < 400 ? 3000 : 12_000);

const backups = ({ usage }: MeterContext): readonly Usage[] => [
  { service: SERVICE, what: "backups", price: "rds.backup", quantity: usage.backupGB, basis: assumed(usage.backupGB) },
];

export const rdsMeters: Meters = { [RDS_INSTANCE]: instance };
