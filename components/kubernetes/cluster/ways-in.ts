import * as aws from "@pulumi/aws";
import type { ClusterArgs as ClusterPart } from "../../../blueprints/plan/parts";
import type { Make } from "../../data/make";
import { type EntryLink, ORIGIN_HEADER } from "../../links";
import type { FilledCluster } from "./args";
import type { makeNodes } from "./nodes";

type Way = ClusterPart["ways"][number];
type Nodes = ReturnType<typeof makeNodes>;

/** Seconds in which a node that leaves may finish what it forwards: longer than a pod's own grace. */
const DRAIN_SECONDS = 60;

/**
 * The stated way in of each service: load balancer, its node port on every node, and from there kube-proxy to a pod on
 * any node. Nothing in the cluster has to make load balancers, so no controller with rights to do so runs there.
 */
export function makeWaysIn(
  make: Make,
  name: string,
  args: FilledCluster,
  nodes: Nodes,
): readonly { readonly service: string; readonly targets: aws.lb.TargetGroup }[] {
  const { entry } = args;
  if (!entry) return [];
  return args.ways.map((way, index) => {
    const from = `ways.${index}`;
    openPort(make, `${name}-${way.service}`, args, entry, nodes, way, from);
    const targets = makeTargets(make, `${name}-${way.service}`, args, way, from);
    for (const group of nodes.groups)
      make(aws.autoscaling.Attachment, `${name}-${way.service}-${group.name}`, {
        autoscalingGroupName: group.resource.resources.apply(
          ([resources]) => resources?.autoscalingGroups[0]?.name ?? "",
        ),
        lbTargetGroupArn: targets.arn,
      });
    makeRule(make, `${name}-${way.service}`, args, entry, targets, way, from);
    entry.answerChecks?.(way.healthPath, targets.arn);
    return { service: way.service, targets };
  });
}

/** Exactly this port, from the load balancer to the nodes, on both ends. */
function openPort(
  make: Make,
  name: string,
  args: FilledCluster,
  entry: EntryLink,
  nodes: Nodes,
  way: Way,
  from: string,
): void {
  const ports = { ipProtocol: "tcp", fromPort: way.nodePort, toPort: way.nodePort };
  const source = { fromPort: `${from}.nodePort`, toPort: `${from}.nodePort` };
  make(
    aws.vpc.SecurityGroupIngressRule,
    `${name}-from-entry`,
    {
      securityGroupId: nodes.securityGroup.id,
      referencedSecurityGroupId: entry.securityGroupId,
      description: `Load balancer to ${way.service}`,
      ...ports,
    },
    { transform: args.transform.ingress, from: source },
  );
  make(
    aws.vpc.SecurityGroupEgressRule,
    `${name}-from-entry`,
    {
      securityGroupId: entry.securityGroupId,
      referencedSecurityGroupId: nodes.securityGroup.id,
      description: `To ${way.service} on ${args.clusterName}`,
      ...ports,
    },
    { transform: args.transform.egress, from: source },
  );
}

function makeTargets(make: Make, name: string, args: FilledCluster, way: Way, from: string): aws.lb.TargetGroup {
  return make(
    aws.lb.TargetGroup,
    name,
    {
      // A target group's name has 32 characters, which a service's may fill; the prefix has 6 [ELB API, CreateTargetGroup].
      namePrefix: `${way.service.slice(0, 5)}-`,
      vpcId: args.network.vpcId,
      targetType: "instance",
      protocol: "HTTP",
      port: way.nodePort,
      deregistrationDelay: DRAIN_SECONDS,
      loadBalancingAlgorithmType: "least_outstanding_requests",
      healthCheck: {
        path: way.healthPath,
        port: "traffic-port",
        protocol: "HTTP",
        matcher: "200-299",
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    },
    {
      transform: args.transform.targetGroup,
      from: { port: `${from}.nodePort`, "healthCheck.path": `${from}.healthPath` },
    },
  );
}

function makeRule(
  make: Make,
  name: string,
  args: FilledCluster,
  entry: EntryLink,
  targets: aws.lb.TargetGroup,
  way: Way,
  from: string,
): void {
  const secret =
    entry.originSecret === undefined
      ? []
      : [{ httpHeader: { httpHeaderName: ORIGIN_HEADER, values: [entry.originSecret] } }];
  make(
    aws.lb.ListenerRule,
    name,
    {
      listenerArn: entry.listenerArn,
      priority: way.priority,
      conditions: [{ pathPattern: { values: [...way.paths] } }, ...secret],
      actions: [{ type: "forward", targetGroupArn: targets.arn }],
    },
    {
      transform: args.transform.listenerRule,
      from: { priority: `${from}.priority`, "conditions.0.pathPattern.values": `${from}.paths` },
    },
  );
}
