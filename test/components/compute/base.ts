import * as pulumi from "@pulumi/pulumi";
import { AutoscalingGroup } from "../../../components/compute/autoscaling-group";
import type { EntryPointArgs } from "../../../components/compute/entry-args";
import { EntryPoint } from "../../../components/compute/entry-point";
import type { AutoscalingGroupArgs } from "../../../components/compute/group-args";
import { networkLink } from "../network/base";
import { type Registered, registerIn } from "../support/monitor";

export const KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/1";

export const entryArgs: EntryPointArgs = {
  network: networkLink,
  zoneId: "Z1",
  originName: "origin.shop.example",
  regionHostName: "eu-west-1.origin.shop.example",
  healthCheck: { path: "/healthz", intervalSeconds: 10, threshold: 3 },
};
export const buildEntry = (more: Partial<EntryPointArgs> = {}): Promise<Registered[]> =>
  registerIn(() => new EntryPoint("entry", { ...entryArgs, ...more }));

export const groupArgs: AutoscalingGroupArgs = { network: networkLink, port: 8080 };
/** A service by itself. */
export const buildGroup = (more: Partial<AutoscalingGroupArgs> = {}): Promise<Registered[]> =>
  registerIn(() => new AutoscalingGroup("web", { ...groupArgs, ...more }));

/** A service behind an entry that asks for the origin header. */
export const buildBehindEntry = (
  more: Partial<AutoscalingGroupArgs> = {},
  entry: Partial<EntryPointArgs> = { originSecret: pulumi.secret("s3cret") },
): Promise<Registered[]> =>
  registerIn(() => {
    const way = new EntryPoint("entry", { ...entryArgs, ...entry });
    new AutoscalingGroup("web", { ...groupArgs, entry: way, healthPath: "/healthz", ...more });
  });
