import * as aws from "@pulumi/aws";
import type { OriginRecordArgs as PlannedArgs } from "../../blueprints/plan/parts";
import type { Transform } from "../component";
import type { Make } from "../data/make";

export type Probe = PlannedArgs["healthCheck"];

/** Route 53's own defaults [Route53/latest/APIReference/API_HealthCheckConfig.html]. */
export const DEFAULT_PROBE: Probe = { path: "/", intervalSeconds: 30, threshold: 3 };

interface ProbeArgs {
  readonly probe: Probe;
  readonly hostName: string;
  /** Argument of the component that the host name came from. */
  readonly hostNameFrom: string;
  readonly transform?: Transform<aws.route53.HealthCheckArgs> | undefined;
}

/** Asks a region over HTTPS from many places; the certificate is not looked at, but the name is sent (SNI). */
export function makeProbe(make: Make, name: string, args: ProbeArgs): aws.route53.HealthCheck {
  const { probe, hostName } = args;
  return make(
    aws.route53.HealthCheck,
    name,
    {
      type: "HTTPS",
      fqdn: hostName,
      port: 443,
      resourcePath: probe.path,
      requestInterval: probe.intervalSeconds,
      failureThreshold: probe.threshold,
      enableSni: true,
      tags: { Name: hostName },
    },
    {
      transform: args.transform,
      from: {
        fqdn: args.hostNameFrom,
        resourcePath: "healthCheck.path",
        requestInterval: "healthCheck.intervalSeconds",
        failureThreshold: "healthCheck.threshold",
      },
    },
  );
}
