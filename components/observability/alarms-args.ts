import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AlarmsArgs as AlarmsPart } from "../../blueprints/plan/parts";
import type { Transform } from "../component";

type Name = { readonly name: string };

/** What there is to watch, by what the metrics call it. Each name is part of a logical name. */
export interface Watched {
  /** Load balancer, by the suffix of its ARN. Default none. */
  readonly entry?: { readonly loadBalancerArnSuffix: pulumi.Input<string> };
  /** Target groups of that load balancer, by the suffix of their ARN. Default none. */
  readonly targets?: readonly (Name & {
    readonly arnSuffix: pulumi.Input<string>;
    /** True where a schedule takes all of its targets away: that there is none is then no trouble. Default false. */
    readonly rests?: boolean;
  })[];
  /** Scaling groups that can grow, with the most instances they may have. Default none. */
  readonly groups?: readonly (Name & { readonly groupName: pulumi.Input<string>; readonly maximum: number })[];
  /** Aurora clusters of this region. Default none. */
  readonly clusters?: readonly (Name & {
    readonly clusterIdentifier: pulumi.Input<string>;
    readonly instances: number;
    /** True where it receives from another region. */
    readonly receives: boolean;
  })[];
  /** RDS instances. Default none. */
  readonly instances?: readonly (Name & { readonly identifier: pulumi.Input<string>; readonly storageGiB: number })[];
  /** Session caches. Default none. */
  readonly caches?: readonly (Name & {
    readonly replicationGroupId: pulumi.Input<string>;
    readonly nodes: number;
    /** True where it receives from another region. */
    readonly receives: boolean;
  })[];
  /** CloudFront distribution; its metrics are in us-east-1 only. Default none. */
  readonly distribution?: { readonly id: pulumi.Input<string> };
}

export interface AlarmsComponentArgs extends Watched, AlarmsPart {
  /**
   * Customer-managed KMS key of the topic, whose policy lets CloudWatch use it (`Key` does). Default none: CloudWatch
   * cannot publish to a topic under AWS's own key, and names and numbers of alarms are no secret
   * [repost.aws/knowledge-center/cloudwatch-configure-alarm-sns].
   */
  readonly keyArn?: pulumi.Input<string>;
  readonly transform?: AlarmsTransform;
}

/** One entry a child; that for alarms applies to each. */
export interface AlarmsTransform {
  readonly topic?: Transform<aws.sns.TopicArgs>;
  readonly subscription?: Transform<aws.sns.TopicSubscriptionArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}
