import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import type { Make } from "../data/make";
import { makeGroup } from "./group";
import { type AutoscalingGroupArgs, withGroupDefaults } from "./group-args";
import { makeGroupFirewall } from "./group-firewall";
import { makeHooks } from "./hooks";
import { makeInstanceProfile } from "./instance-role";
import { makeLaunchTemplate } from "./launch-template";
import { makeScaling } from "./scaling";
import { makeSchedule } from "./schedule";
import { makeTargetGroup } from "./target-group";

/**
 * A service on instances: as many as its load needs, over three zones, replaced when they fail or when their template
 * changes. Works alone, or behind an `EntryPoint`.
 *
 * Its settings are in `/etc/<name>.env` on each instance, fetched at every start with rights to exactly those parameters
 * and secrets, all in the group's own region: starting one needs no other.
 *
 * @example new AutoscalingGroup("web", { network, entry, port: 8080, minimum: 3, maximum: 30 })
 */
export class AutoscalingGroup extends Component {
  readonly groupName: pulumi.Output<string>;
  /** Of the instances: hand it to a store's `allowFrom`. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Undefined without an entry. */
  readonly targetGroupArn: pulumi.Output<string> | undefined;
  /** As metrics name it; undefined without an entry. */
  readonly targetGroupArnSuffix: pulumi.Output<string> | undefined;
  readonly launchTemplateId: pulumi.Output<string>;

  /** @throws Error for combinations that AWS refuses: a warm pool with Spot, more values than a listener rule takes */
  constructor(name: string, args: AutoscalingGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:compute:AutoscalingGroup", name, {}, opts);
    const settings = withGroupDefaults(name, args);
    const { entry } = settings;
    const make: Make = this.make.bind(this);

    const firewall = makeGroupFirewall(make, name, settings);
    const profile = makeInstanceProfile(make, name, firewall, settings);
    const template = makeLaunchTemplate(make, name, { group: firewall, profile }, settings);
    const { targetGroup, rule } = entry ? makeTargetGroup(make, name, entry, settings) : {};
    const group = makeGroup(make, name, { template, targetGroup, after: rule ? [rule] : [] }, settings);
    makeHooks(make, name, group, settings);
    makeScaling(make, name, group, targetGroup, settings);
    makeSchedule(make, name, group, settings);

    this.groupName = group.name;
    this.securityGroupId = firewall.id;
    this.targetGroupArn = targetGroup?.arn;
    this.targetGroupArnSuffix = targetGroup?.arnSuffix;
    this.launchTemplateId = template.id;
    this.registerOutputs({
      groupName: this.groupName,
      securityGroupId: this.securityGroupId,
      targetGroupArn: this.targetGroupArn,
      launchTemplateId: this.launchTemplateId,
    });
  }
}
