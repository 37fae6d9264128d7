import type * as pulumi from "@pulumi/pulumi";
import type { CdnArgs as PlannedArgs } from "../../blueprints/plan/parts";

/** What every CDN is asked for, whoever provides it. */
export interface CdnCommonArgs extends Pick<PlannedArgs, "domain" | "originName"> {
  /** Value of the header that only this CDN sends and that origins demand (`Zone.originSecret`). */
  readonly originSecret: pulumi.Input<string>;
  /** Host names of the regions, primary first. Default none: only `originName` is known, and no read fails over to another. */
  readonly regionHostNames?: readonly string[];
  /** A failed read is asked of another region at once; writes fail over by DNS only. Default false. Needs two regions. */
  readonly originFailover?: boolean;
  /** Which other region: active-active the next of the list, active-passive the second. Default active-active. */
  readonly routing?: "active-active" | "active-passive";
  /** Managed rules against common attacks and a limit a client address. Default true. */
  readonly waf?: boolean;
}

/** What a CDN tells, whoever provides it. */
export interface CdnOutputs {
  /** What people visit. */
  readonly hostName: pulumi.Output<string>;
  /** What the provider calls it: the distribution's own host name, or the origin's behind Cloudflare. */
  readonly target: pulumi.Output<string>;
}
