import type * as pulumi from "@pulumi/pulumi";
import { type CdnProvider, cdnProblems } from "../../blueprints/edge/capabilities";
import type { CdnArgs as PlannedArgs } from "../../blueprints/plan/parts";
import { ScalekitError } from "../../blueprints/problems/problem";
import { Component } from "../component";
import type { CdnCommonArgs, CdnOutputs } from "./cdn-args";
import { CloudflareCdn } from "./cloudflare";
import type { CloudflareArgs } from "./cloudflare-args";
import { CloudFrontCdn } from "./cloudfront";
import type { CloudFrontArgs } from "./cloudfront-args";

type Own = "zoneId" | "cloudflare" | "transform" | keyof CdnCommonArgs;

export interface CdnArgs
  extends CdnCommonArgs,
    Omit<CloudFrontArgs, Own>,
    Omit<CloudflareArgs, Own>,
    Pick<PlannedArgs, "provider"> {
  /** Route 53 zone of the domain's alias records. Default none; CloudFront needs it. */
  readonly zoneId?: pulumi.Input<string>;
  /** The zone that serves the domain, and its account. Default none; Cloudflare needs them. */
  readonly cloudflare?: CloudflareArgs["cloudflare"];
  /** One entry a child, by provider. */
  readonly transform?: {
    readonly cloudfront?: NonNullable<CloudFrontArgs["transform"]>;
    readonly cloudflare?: NonNullable<CloudflareArgs["transform"]>;
  };
}

/**
 * A CDN in front of every region: CloudFront or Cloudflare behind one interface. What the chosen one cannot do
 * (blueprints/edge/capabilities.ts) is refused with the nearest way, never left out in silence.
 *
 * @throws ScalekitError SK2020 where the provider lacks what is asked for, SK2021 where an argument is missing
 * @example new Cdn("cdn", { provider: "cloudfront", domain: "shop.example.com", originName: "origin.shop.example.com",
 *   zoneId: zone.zoneId, originSecret: zone.originSecret })
 */
export class Cdn extends Component implements CdnOutputs {
  readonly provider: CdnProvider;
  readonly hostName: pulumi.Output<string>;
  readonly target: pulumi.Output<string>;
  /** Undefined on Cloudflare. */
  readonly distributionId: pulumi.Output<string> | undefined;

  constructor(name: string, args: CdnArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:edge:Cdn", name, {}, opts);
    const [problem] = cdnProblems(args);
    if (problem) throw new ScalekitError(problem);
    this.provider = args.provider;
    const cdn: CdnOutputs = MAKERS[args.provider](name, args, { parent: this });
    this.hostName = cdn.hostName;
    this.target = cdn.target;
    this.distributionId = cdn instanceof CloudFrontCdn ? cdn.distributionId : undefined;
    this.registerOutputs({ hostName: this.hostName, target: this.target });
  }
}

const MAKERS: Readonly<
  Record<CdnProvider, (name: string, args: CdnArgs, opts: pulumi.ComponentResourceOptions) => CdnOutputs>
> = {
  cloudfront: (name, { transform, zoneId, ...args }, opts) =>
    new CloudFrontCdn(
      name,
      {
        ...args,
        zoneId: zoneId ?? missing("zoneId", "the id of the Route 53 zone that holds the domain"),
        ...(transform?.cloudfront && { transform: transform.cloudfront }),
      },
      opts,
    ),
  cloudflare: (name, { transform, cloudflare, ...args }, opts) =>
    new CloudflareCdn(
      name,
      {
        ...args,
        cloudflare: cloudflare ?? missing("cloudflare", "the ids of the Cloudflare zone and account"),
        ...(transform?.cloudflare && { transform: transform.cloudflare }),
      },
      opts,
    ),
};

function missing(path: string, what: string): never {
  throw new ScalekitError({ code: "SK2021", message: `the CDN needs ${path}: ${what}`, path, fix: `give ${path}` });
}
