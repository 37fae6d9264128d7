// A system like the shop at tier global in AWS CDK, judged by cdk-nag: three regions, each with a network over three zones,
// three scaling groups behind a load balancer, and an Aurora cluster. Run by bench/check.mjs with NODE_PATH on the packages.
const cdk = require("aws-cdk-lib");
const autoscaling = require("aws-cdk-lib/aws-autoscaling");
const ec2 = require("aws-cdk-lib/aws-ec2");
const elb = require("aws-cdk-lib/aws-elasticloadbalancingv2");
const rds = require("aws-cdk-lib/aws-rds");
const { AwsSolutionsChecks } = require("cdk-nag");

const app = new cdk.App({ outdir: process.argv[2] });
for (const region of ["eu-west-1", "us-east-1", "ap-southeast-1"]) {
  const stack = new cdk.Stack(app, `shop-${region}`, { env: { account: "111122223333", region } });
  const zones = ["a", "b", "c"].map((letter) => `${region}${letter}`);
  const vpc = new ec2.Vpc(stack, "Network", { availabilityZones: zones, natGateways: 3 });
  const balancer = new elb.ApplicationLoadBalancer(stack, "Entry", { vpc, internetFacing: true });
  const listener = balancer.addListener("Http", { port: 80, open: false });
  ["web", "api", "jobs"].forEach((name, index) => {
    const group = new autoscaling.AutoScalingGroup(stack, name, {
      vpc,
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
      machineImage: ec2.MachineImage.fromSsmParameter("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"),
      minCapacity: 3,
      maxCapacity: 12,
      requireImdsv2: true,
    });
    group.scaleOnCpuUtilization("Cpu", { targetUtilizationPercent: 60 });
    listener.addTargets(name, {
      port: 8080,
      targets: [group],
      ...(index > 0 && { priority: index, conditions: [elb.ListenerCondition.pathPatterns([`/${name}/*`])] }),
    });
  });
  new rds.DatabaseCluster(stack, "Orders", {
    vpc,
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_6 }),
    writer: rds.ClusterInstance.provisioned("writer"),
    readers: [rds.ClusterInstance.provisioned("one"), rds.ClusterInstance.provisioned("two")],
    storageEncrypted: true,
    deletionProtection: true,
  });
}
cdk.Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
// It ends with status 1, since cdk-nag finds something; the templates are written all the same.
app.synth();
