import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { StoreEndpoints } from "../../blueprints/plan/parts";
import type { Transform } from "../component";
import type { Make } from "./make";

/** Host names and port at which a store is reached in its region. */
export interface Reach {
  /** Undefined: published by somebody else. */
  readonly writer: pulumi.Input<string> | undefined;
  readonly reader: pulumi.Input<string>;
  readonly port: number;
}

/**
 * Publishes where the store is, under computed names in its own region: services read these when they start, so no
 * service's stack reads another's state and nothing on the way of recovery leaves the region.
 */
export function publishEndpoints(
  make: Make,
  name: string,
  endpoints: StoreEndpoints,
  reach: Reach,
  transform?: Transform<aws.ssm.ParameterArgs>,
): void {
  const publish = (what: keyof StoreEndpoints, value: pulumi.Input<string>) =>
    make(
      aws.ssm.Parameter,
      `${name}-${what}`,
      // Host names are no secret: `value` would be masked in every plan, `insecureValue` is shown.
      { name: endpoints[what], type: "String", insecureValue: value, description: `${what} of ${name}` },
      { transform, from: { name: `endpoints.${what}` } },
    );
  if (reach.writer !== undefined) publish("writer", reach.writer);
  publish("reader", reach.reader);
  publish("port", String(reach.port));
}

/** Parameter names of a store that is used without a plan. */
export const defaultEndpoints = (identifier: string): StoreEndpoints => ({
  writer: `/scalekit/${identifier}/writer`,
  reader: `/scalekit/${identifier}/reader`,
  port: `/scalekit/${identifier}/port`,
});
