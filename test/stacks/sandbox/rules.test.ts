import { Bench, network, type Thing } from "./bench";

const ROLE = { assumeRolePolicy: "{}" };

describe("networks", () => {
  it("refuse a subnet outside the VPC's block", () => {
    const bench = new Bench();
    const { vpc } = network(bench);
    expect(() => bench.make("aws:ec2/subnet:Subnet", "x", { vpcId: vpc.id, cidrBlock: "10.9.0.0/24" })).toThrow(
      "InvalidSubnet.Range",
    );
  });

  it("refuse subnets that overlap", () => {
    const bench = new Bench();
    const { vpc } = network(bench);
    expect(() => bench.make("aws:ec2/subnet:Subnet", "x", { vpcId: vpc.id, cidrBlock: "10.0.1.128/25" })).toThrow(
      "InvalidSubnet.Conflict",
    );
  });

  it("refuse a zone of another region", () => {
    const bench = new Bench();
    const { vpc } = network(bench);
    const inputs = { vpcId: vpc.id, cidrBlock: "10.0.9.0/24", availabilityZone: "us-east-1a" };
    expect(() => bench.make("aws:ec2/subnet:Subnet", "x", inputs)).toThrow("is not in eu-west-1");
  });

  it("refuse a VPC larger than a /16", () => {
    expect(() => new Bench().make("aws:ec2/vpc:Vpc", "x", { cidrBlock: "10.0.0.0/8" })).toThrow("InvalidVpc.Range");
  });

  it("refuse a VPC that does not exist, or is in another region", () => {
    const bench = new Bench();
    const { vpc } = network(bench);
    expect(() => bench.make("aws:ec2/securityGroup:SecurityGroup", "x", { vpcId: "vpc-none" })).toThrow("VpcNotFound");
    expect(() => bench.in("us-east-1").make("aws:ec2/securityGroup:SecurityGroup", "x", { vpcId: vpc.id })).toThrow(
      "does not exist in us-east-1",
    );
  });

  it("honour the region argument of a resource", () => {
    const bench = new Bench();
    const { vpc } = network(bench.in("us-east-1"));
    const group = bench.make("aws:ec2/securityGroup:SecurityGroup", "x", { vpcId: vpc.id, region: "us-east-1" });
    expect(group.properties.arn).toContain(":us-east-1:");
  });

  it("keep what others need", () => {
    const bench = new Bench();
    const { vpc, subnets } = network(bench);
    expect(() => bench.delete(vpc)).toThrow("DependencyViolation");
    for (const subnet of subnets) bench.delete(subnet);
    bench.delete(vpc);
    expect(bench.cloud.all()).toEqual([]);
  });

  it("refuse to peer blocks that overlap", () => {
    const bench = new Bench();
    const [one, other] = [network(bench), network(bench.in("us-east-1"))];
    const inputs = { vpcId: one.vpc.id, peerVpcId: other.vpc.id, peerRegion: "us-east-1" };
    expect(() => bench.make("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "x", inputs)).toThrow(
      "overlapping CIDR",
    );
  });

  it("refuse the same rule twice", () => {
    const bench = new Bench();
    const { vpc } = network(bench);
    const group = bench.make("aws:ec2/securityGroup:SecurityGroup", "x", { vpcId: vpc.id });
    const rule = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/16" };
    bench.make("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "a", rule);
    expect(() => bench.make("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "b", rule)).toThrow(
      "InvalidPermission.Duplicate",
    );
  });

  it("want two zones for a load balancer", () => {
    const bench = new Bench();
    const { subnetIds } = network(bench);
    expect(() => bench.make("aws:lb/loadBalancer:LoadBalancer", "x", { subnets: subnetIds.slice(0, 1) })).toThrow(
      "two different Availability Zones",
    );
  });
});

describe("auto scaling groups", () => {
  function template(bench: Bench, more: Record<string, unknown> = {}): Thing {
    return bench.make("aws:ec2/launchTemplate:LaunchTemplate", "t", { instanceType: "m7g.large", ...more });
  }

  it("refuse a warm pool with Spot in the mix", () => {
    const bench = new Bench();
    const { subnetIds } = network(bench);
    const launchTemplate = { launchTemplateSpecification: { launchTemplateId: template(bench).id } };
    const mixed = { launchTemplate, instancesDistribution: { onDemandPercentageAboveBaseCapacity: 50 } };
    const inputs = {
      minSize: 1,
      maxSize: 2,
      vpcZoneIdentifiers: subnetIds,
      mixedInstancesPolicy: mixed,
      warmPool: { minSize: 1 },
    };
    expect(() => bench.make("aws:autoscaling/group:Group", "g", inputs)).toThrow("warm pool");
  });

  it("refuse a warm pool with a template of Spot", () => {
    const bench = new Bench();
    const { subnetIds } = network(bench);
    const { id } = template(bench, { instanceMarketOptions: { marketType: "spot" } });
    const inputs = {
      minSize: 1,
      maxSize: 2,
      vpcZoneIdentifiers: subnetIds,
      launchTemplate: { id },
      warmPool: { minSize: 1 },
    };
    expect(() => bench.make("aws:autoscaling/group:Group", "g", inputs)).toThrow("warm pool");
  });

  it("refuse sizes out of order and a template that is not there", () => {
    const bench = new Bench();
    const { subnetIds } = network(bench);
    const { id } = template(bench);
    const group = (more: Record<string, unknown>) =>
      bench.make("aws:autoscaling/group:Group", "g", {
        minSize: 1,
        maxSize: 2,
        vpcZoneIdentifiers: subnetIds,
        launchTemplate: { id },
        ...more,
      });
    expect(() => group({ minSize: 3 })).toThrow("greater than maxSize");
    expect(() => group({ desiredCapacity: 5 })).toThrow("between minSize and maxSize");
    expect(() => group({ launchTemplate: { id: "lt-none" } })).toThrow("LaunchTemplateNotFound");
    expect(() => group({ launchTemplate: undefined })).toThrow("exactly one of");
  });

  it("make a new version of a template at each change", () => {
    const bench = new Bench();
    expect(bench.change(template(bench), { instanceType: "m7g.xlarge" }).properties.latestVersion).toBe(2);
  });
});

describe("global databases", () => {
  const CLUSTER = "aws:rds/cluster:Cluster";
  const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
  const GLOBAL = "aws:rds/globalCluster:GlobalCluster";
  const engine = { engine: "aurora-postgresql", engineVersion: "17.7" };

  function writer(bench: Bench, more: Record<string, unknown> = {}): Thing {
    return bench.make(CLUSTER, "orders", {
      clusterIdentifier: "orders-eu-west-1",
      ...engine,
      masterUsername: "app",
      masterPassword: "secret-of-the-test",
      skipFinalSnapshot: true,
      storageEncrypted: true,
      ...more,
    });
  }
  const global = (bench: Bench, source: Thing, more: Record<string, unknown> = {}) =>
    bench.make(GLOBAL, "orders", {
      globalClusterIdentifier: "orders",
      sourceDbClusterIdentifier: source.properties.arn,
      forceDestroy: true,
      ...more,
    });
  function secondary(bench: Bench, more: Record<string, unknown> = {}): Thing {
    const there = bench.in("us-east-1");
    const key = there.make("aws:kms/key:Key", "k", {});
    return there.make(CLUSTER, "orders", {
      clusterIdentifier: "orders-us-east-1",
      ...engine,
      globalClusterIdentifier: "orders",
      kmsKeyId: key.properties.arn,
      skipFinalSnapshot: true,
      ...more,
    });
  }

  it("come from their first writer, and take what it is", () => {
    const bench = new Bench();
    const made = global(bench, writer(bench));
    expect(made.properties).toMatchObject({
      engine: "aurora-postgresql",
      engineVersion: "17.7",
      storageEncrypted: true,
    });
  });

  it("have storage whose I/O is not billed from certain versions on, and take it in place", () => {
    const iopt1 = { storageType: "aurora-iopt1" };
    expect(() => writer(new Bench(), { ...iopt1, engineVersion: "15.1" })).toThrow(
      "isn't supported for aurora-postgresql",
    );
    expect(() => writer(new Bench(), { storageType: "gp3" })).toThrow("Invalid storage type: gp3");
    const bench = new Bench();
    const standard = writer(bench);
    global(bench, standard);
    expect(bench.change(standard, iopt1).properties).toMatchObject({ ...iopt1, arn: standard.properties.arn });
    expect(secondary(bench, iopt1).properties).toMatchObject(iopt1);
  });

  it("want a writer that exists", () => {
    const bench = new Bench();
    const inputs = {
      globalClusterIdentifier: "orders",
      sourceDbClusterIdentifier: "arn:aws:rds:eu-west-1:111122223333:cluster:none",
    };
    expect(() => bench.make(GLOBAL, "orders", inputs)).toThrow("ClusterNotFound");
  });

  it("refuse a writer with small instances, or with a managed password", () => {
    const bench = new Bench();
    const source = writer(bench);
    bench.make(INSTANCE, "i", {
      clusterIdentifier: source.id,
      engine: "aurora-postgresql",
      instanceClass: "db.t4g.medium",
    });
    expect(() => global(bench, source)).toThrow("db.t4g.medium");
    const other = new Bench();
    const managed = writer(other, { masterPassword: undefined, manageMasterUserPassword: true });
    expect(() => global(other, managed)).toThrow("master password is managed");
  });

  it("refuse a second global cluster of the same writer", () => {
    const bench = new Bench();
    const source = writer(bench);
    global(bench, source);
    const again = { globalClusterIdentifier: "other", sourceDbClusterIdentifier: source.properties.arn };
    expect(() => bench.make(GLOBAL, "other", again)).toThrow("is a member of orders already");
  });

  it("take secondaries without credentials, of the same engine and version, with a key of their region", () => {
    const bench = new Bench();
    global(bench, writer(bench));
    expect(() => secondary(bench, { masterUsername: "app" })).toThrow("Cannot specify masterUsername");
    expect(() => secondary(bench, { engine: "aurora-mysql" })).toThrow("is not the global database's");
    expect(() => secondary(bench, { engineVersion: "16.6" })).toThrow("engine version");
    expect(() => secondary(bench, { kmsKeyId: undefined })).toThrow("KmsKeyId must be given");
    expect(() => secondary(bench, { manageMasterUserPassword: true })).toThrow("ManageMasterUserPassword");
    expect(secondary(bench).properties.endpoint).toContain("us-east-1");
  });

  it("want the global cluster to exist", () => {
    expect(() => secondary(new Bench())).toThrow("GlobalClusterNotFound");
  });

  it("refuse an existing cluster that wants to join", () => {
    const bench = new Bench();
    global(bench, writer(bench));
    const alone = bench
      .in("us-east-1")
      .make(CLUSTER, "alone", { clusterIdentifier: "alone", ...engine, skipFinalSnapshot: true });
    expect(() => bench.in("us-east-1").change(alone, { globalClusterIdentifier: "orders" })).toThrow(
      "existing RDS Clusters cannot be added",
    );
  });

  it("refuse small instances in every member", () => {
    const bench = new Bench();
    global(bench, writer(bench));
    const instance = (at: Bench, clusterIdentifier: string, instanceClass: string) =>
      at.make(INSTANCE, "i", { clusterIdentifier, engine: "aurora-postgresql", instanceClass });
    expect(() => instance(bench, "orders-eu-west-1", "db.t4g.large")).toThrow("memory-optimised");
    expect(() => instance(bench.in("us-east-1"), secondary(bench).id, "db.m7g.large")).toThrow("memory-optimised");
    expect(instance(bench, "orders-eu-west-1", "db.r7g.large").id).toMatch(/^tf-/);
  });

  it("refuse the same cluster name in two regions", () => {
    const bench = new Bench();
    global(bench, writer(bench, { clusterIdentifier: "orders-us-east-1" }));
    // The writer is made before the global cluster and does not name it; the rule finds it through its source.
    expect(() => secondary(bench)).toThrow("already");
  });

  it("are deleted from the outside in", () => {
    const bench = new Bench();
    const source = writer(bench);
    const whole = global(bench, source);
    const second = secondary(bench);
    expect(() => bench.delete(source)).toThrow("DependencyViolation");
    expect(() => bench.delete(whole)).toThrow("DependencyViolation");
    bench.in("us-east-1").delete(second);
    bench.delete(whole);
    bench.delete(source);
    expect(bench.cloud.ofType(CLUSTER)).toEqual([]);
  });

  it("are not empty while their source is a member, unless it may be taken out", () => {
    const bench = new Bench();
    const whole = global(bench, writer(bench), { forceDestroy: false });
    expect(() => bench.delete(whole)).toThrow("not empty");
  });
});

describe("caches", () => {
  const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
  const group = (bench: Bench, nodeType: string, more: Record<string, unknown> = {}) =>
    bench.make(GROUP, "sessions", { replicationGroupId: "sessions", description: "x", nodeType, ...more });
  const datastore = (bench: Bench, id: string) =>
    bench.make("aws:elasticache/globalReplicationGroup:GlobalReplicationGroup", "g", {
      globalReplicationGroupIdSuffix: "sessions",
      primaryReplicationGroupId: id,
    });

  it("are refused in a Global Datastore below size large", () => {
    const bench = new Bench();
    expect(() => datastore(bench, group(bench, "cache.t4g.small").id)).toThrow("not supported in a Global Datastore");
    const other = new Bench();
    const primary = group(other, "cache.r7g.large");
    datastore(other, primary.id);
    expect(() => other.change(primary, { nodeType: "cache.t4g.small" })).toThrow("not supported in Global Datastore");
  });

  it("want a replica for failover, and failover for more than one zone", () => {
    expect(() =>
      group(new Bench(), "cache.r7g.large", { automaticFailoverEnabled: true, numCacheClusters: 1 }),
    ).toThrow("at least one replica");
    expect(() => group(new Bench(), "cache.r7g.large", { multiAzEnabled: true, numCacheClusters: 2 })).toThrow(
      "multi-AZ needs",
    );
  });

  it("want a Global Datastore that exists", () => {
    expect(() => group(new Bench(), "cache.r7g.large", { globalReplicationGroupId: "sgaui-none" })).toThrow(
      "GlobalReplicationGroupNotFound",
    );
  });
});

describe("names in DNS", () => {
  const RECORD = "aws:route53/record:Record";
  const zoneOf = (bench: Bench) => bench.make("aws:route53/zone:Zone", "zone", { name: "example.com" });
  const latency = (region: string) => ({ latencyRoutingPolicies: [{ region }], setIdentifier: region });

  it("have one routing policy", () => {
    const bench = new Bench();
    const { id } = zoneOf(bench);
    const record = (name: string, more: Record<string, unknown>) =>
      bench.make(RECORD, name, {
        zoneId: id,
        name: "origin.example.com",
        type: "A",
        ttl: 60,
        records: ["192.0.2.1"],
        ...more,
      });
    record("a", latency("eu-west-1"));
    record("b", latency("us-east-1"));
    expect(() => record("c", {})).toThrow("one routing policy");
    expect(() => record("d", { weightedRoutingPolicies: [{ weight: 1 }], setIdentifier: "w" })).toThrow(
      "one routing policy",
    );
    expect(() => record("e", latency("us-east-1"))).toThrow("already exists");
  });

  it("refuse a record twice, a set without a name, and a CNAME beside others", () => {
    const bench = new Bench();
    const { id } = zoneOf(bench);
    const record = (logical: string, more: Record<string, unknown>) =>
      bench.make(RECORD, logical, {
        zoneId: id,
        name: "www.example.com",
        type: "A",
        ttl: 60,
        records: ["192.0.2.1"],
        ...more,
      });
    record("a", {});
    expect(() => record("b", {})).toThrow("already exists");
    expect(() => record("c", { type: "CNAME", records: ["example.net"] })).toThrow("cannot stand beside");
    expect(() => record("d", { latencyRoutingPolicies: [{ region: "eu-west-1" }] })).toThrow("need a setIdentifier");
    expect(() => record("e", { type: "AAAA", records: undefined })).toThrow("needs values");
    expect(() => record("f", { type: "AAAA", healthCheckId: "none" })).toThrow("HealthCheckNotFound");
  });

  it("keep their zone", () => {
    const bench = new Bench();
    const zone = zoneOf(bench);
    bench.make(RECORD, "a", { zoneId: zone.id, name: "www.example.com", type: "A", ttl: 60, records: ["192.0.2.1"] });
    expect(() => bench.delete(zone)).toThrow("DependencyViolation");
  });
});

describe("certificates", () => {
  const CERTIFICATE = "aws:acm/certificate:Certificate";
  function certificate(bench: Bench): Thing {
    return bench.make(CERTIFICATE, "c", {
      domainName: "example.com",
      subjectAlternativeNames: ["*.example.com", "origin.example.com"],
      validationMethod: "DNS",
    });
  }
  interface Option {
    readonly resourceRecordName: string;
    readonly resourceRecordValue: string;
  }
  const optionsOf = ({ properties }: Thing) => properties.domainValidationOptions as readonly Option[];
  function prove(bench: Bench, made: Thing): void {
    const zone = bench.make("aws:route53/zone:Zone", "zone", { name: "example.com" });
    const distinct = new Map(optionsOf(made).map((option) => [option.resourceRecordName, option]));
    for (const { resourceRecordName: name, resourceRecordValue } of distinct.values())
      bench.make("aws:route53/record:Record", name, {
        zoneId: zone.id,
        name,
        type: "CNAME",
        ttl: 60,
        records: [resourceRecordValue],
      });
  }

  it("ask for the same record in every region, and a wildcard for its parent's", () => {
    const bench = new Bench();
    expect(optionsOf(certificate(bench))).toEqual(optionsOf(certificate(bench.in("us-east-1"))));
    expect(new Set(optionsOf(certificate(bench)).map(({ resourceRecordName }) => resourceRecordName)).size).toBe(2);
  });

  it("are issued when the records are there, and not before", () => {
    const bench = new Bench();
    const made = certificate(bench);
    const validate = () =>
      bench.make("aws:acm/certificateValidation:CertificateValidation", "v", { certificateArn: made.id });
    expect(validate).toThrow("PENDING_VALIDATION");
    prove(bench, made);
    expect(validate().id).toContain("UTC");
  });

  it("serve a listener only once issued, and cannot be deleted then", () => {
    const bench = new Bench();
    const { subnetIds } = network(bench);
    const made = certificate(bench);
    const balancer = bench.make("aws:lb/loadBalancer:LoadBalancer", "lb", { subnets: subnetIds });
    const inputs = {
      loadBalancerArn: balancer.id,
      port: 443,
      protocol: "HTTPS",
      defaultActions: [{ type: "fixed-response" }],
    };
    expect(() => bench.make("aws:lb/listener:Listener", "l", inputs)).toThrow("needs a certificate");
    const listener = () => bench.make("aws:lb/listener:Listener", "l", { ...inputs, certificateArn: made.id });
    expect(listener).toThrow("UnsupportedCertificate");
    prove(bench, made);
    listener();
    expect(() => bench.delete(made)).toThrow("DependencyViolation");
  });

  it("stand in us-east-1 for CloudFront, whose aliases are each of one distribution", () => {
    const bench = new Bench();
    const home = bench.in("us-east-1");
    const made = certificate(home);
    prove(home, made);
    const distribution = (name: string, arn: string) =>
      bench.make("aws:cloudfront/distribution:Distribution", name, {
        enabled: true,
        aliases: ["example.com"],
        origins: [{ originId: "o", domainName: "origin.example.com" }],
        defaultCacheBehavior: {
          targetOriginId: "o",
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET"],
          cachedMethods: ["GET"],
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: { acmCertificateArn: arn, sslSupportMethod: "sni-only" },
      });
    expect(() => distribution("a", certificate(bench).id)).toThrow("is not in us-east-1");
    distribution("b", made.id);
    expect(() => distribution("c", made.id)).toThrow("CNAMEAlreadyExists");
  });

  it("have their firewall in us-east-1 too", () => {
    const inputs = {
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "m", sampledRequestsEnabled: true },
    };
    expect(() => new Bench().make("aws:wafv2/webAcl:WebAcl", "w", inputs)).toThrow("us-east-1 only");
  });
});

describe("protection and what stays", () => {
  it.each<[string, string, Record<string, unknown>]>([
    [
      "aws:rds/cluster:Cluster",
      "deletionProtection",
      { clusterIdentifier: "c", engine: "aurora-mysql", skipFinalSnapshot: true },
    ],
    [
      "aws:rds/instance:Instance",
      "deletionProtection",
      { identifier: "i", instanceClass: "db.m7g.large", skipFinalSnapshot: true },
    ],
    [
      "aws:rds/globalCluster:GlobalCluster",
      "deletionProtection",
      { globalClusterIdentifier: "g", engine: "aurora-mysql" },
    ],
    ["aws:dynamodb/table:Table", "deletionProtectionEnabled", { name: "t" }],
    ["aws:lb/loadBalancer:LoadBalancer", "enableDeletionProtection", { name: "lb" }],
  ])("keeps %s while %s is on", (type, property, inputs) => {
    const bench = new Bench();
    const thing = bench.make(type, "x", { ...inputs, [property]: true });
    expect(() => bench.delete(thing)).toThrow(property);
    bench.delete(bench.change(thing, { [property]: false }));
    expect(bench.cloud.ofType(type)).toEqual([]);
  });

  it("keeps an EKS cluster while deletionProtection is on", () => {
    const bench = new Bench();
    const { subnetIds } = network(bench);
    const role = bench.make("aws:iam/role:Role", "r", ROLE);
    const cluster = bench.make("aws:eks/cluster:Cluster", "k", {
      roleArn: role.properties.arn,
      vpcConfig: { subnetIds },
      deletionProtection: true,
    });
    expect(() => bench.delete(cluster)).toThrow("deletion protection");
  });

  it("leaves the final snapshot of a database, and refuses to take its name twice", () => {
    const bench = new Bench();
    const make = () =>
      bench.make("aws:rds/cluster:Cluster", "c", {
        clusterIdentifier: "c",
        engine: "aurora-mysql",
        finalSnapshotIdentifier: "last",
      });
    bench.delete(make());
    expect(bench.cloud.all()).toMatchObject([{ id: "last", status: "kept", reason: "final snapshot of c" }]);
    const again = make();
    expect(() => bench.delete(again)).toThrow("DBSnapshotAlreadyExists");
  });

  it("finishes a deletion that was cut off after its snapshot", () => {
    const bench = new Bench();
    const cluster = bench.make("aws:rds/cluster:Cluster", "c", {
      clusterIdentifier: "c",
      engine: "aurora-mysql",
      finalSnapshotIdentifier: "last",
    });
    const [before] = bench.cloud.ofType(cluster.type);
    bench.delete(cluster);
    if (before) bench.cloud.add(before);
    bench.delete(cluster);
    expect(bench.cloud.all().map(({ id }) => id)).toEqual(["last"]);
  });

  it("wants a final snapshot or a word that none is needed", () => {
    const bench = new Bench();
    const cluster = bench.make("aws:rds/cluster:Cluster", "c", { clusterIdentifier: "c", engine: "aurora-mysql" });
    expect(() => bench.delete(cluster)).toThrow("finalSnapshotIdentifier is required");
  });

  it("keeps a secret's name while it waits for deletion, and restores it for who asks again", () => {
    const bench = new Bench();
    const first = bench.make("aws:secretsmanager/secret:Secret", "s", { name: "shop/orders" });
    bench.delete(first);
    expect(bench.cloud.all()).toMatchObject([{ status: "waiting" }]);
    const again = bench.make("aws:secretsmanager/secret:Secret", "s", { name: "shop/orders" });
    expect(again.id).toBe(first.id);
    expect(bench.cloud.all()).toHaveLength(1);
  });

  it("deletes a secret without a window at once, and keeps a key for its days", () => {
    const bench = new Bench();
    bench.delete(bench.make("aws:secretsmanager/secret:Secret", "s", { name: "x", recoveryWindowInDays: 0 }));
    bench.delete(bench.make("aws:kms/key:Key", "k", { deletionWindowInDays: 7 }));
    expect(bench.cloud.all()).toMatchObject([{ type: "aws:kms/key:Key", reason: "is pending deletion for 7 days" }]);
  });

  it("refuses to delete a bucket with objects, unless it may be emptied", () => {
    const bench = new Bench();
    const bucket = bench.make("aws:s3/bucket:Bucket", "b", { bucket: "assets-of-the-shop" });
    const object = bench.make("aws:s3/bucketObjectv2:BucketObjectv2", "o", { bucket: bucket.id, key: "index.html" });
    expect(() => bench.delete(bucket)).toThrow("BucketNotEmpty");
    bench.delete(object);
    bench.delete(bucket);
  });
});

describe("names", () => {
  it("of buckets are taken in the whole world, and have a form", () => {
    const bench = new Bench();
    bench.make("aws:s3/bucket:Bucket", "a", { bucket: "assets" });
    expect(() => bench.in("us-east-1").make("aws:s3/bucket:Bucket", "b", { bucket: "assets" })).toThrow(
      "BucketAlreadyExists",
    );
    expect(() => bench.make("aws:s3/bucket:Bucket", "c", { bucket: "Not_Valid" })).toThrow("InvalidBucketName");
  });

  it("of roles are taken in the account, those of log groups in the region", () => {
    const bench = new Bench();
    bench.make("aws:iam/role:Role", "a", { name: "app", ...ROLE });
    expect(() => bench.in("us-east-1").make("aws:iam/role:Role", "b", { name: "App", ...ROLE })).toThrow(
      "EntityAlreadyExists",
    );
    bench.make("aws:cloudwatch/logGroup:LogGroup", "a", { name: "/app" });
    expect(bench.in("us-east-1").make("aws:cloudwatch/logGroup:LogGroup", "b", { name: "/app" }).id).toBe("/app");
    expect(() => bench.make("aws:cloudwatch/logGroup:LogGroup", "c", { name: "/app" })).toThrow("already");
  });
});

describe("identities", () => {
  it("keep a role while a policy or a profile hangs on it", () => {
    const bench = new Bench();
    const role = bench.make("aws:iam/role:Role", "r", ROLE);
    const policy = bench.make("aws:iam/rolePolicy:RolePolicy", "p", { role: role.id, policy: "{}" });
    expect(() => bench.delete(role)).toThrow("DependencyViolation");
    bench.delete(policy);
    bench.delete(role);
  });

  it("accept what AWS itself provides", () => {
    const bench = new Bench();
    const role = bench.make("aws:iam/role:Role", "r", ROLE);
    const policyArn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole";
    expect(
      bench.make("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role: role.id, policyArn }).id,
    ).toContain(role.id);
    expect(() =>
      bench.make("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "b", {
        role: role.id,
        policyArn: "arn:aws:iam::111122223333:policy/none",
      }),
    ).toThrow("PolicyNotFound");
  });
});

describe("Kubernetes objects", () => {
  const deployment = (labels: Record<string, string>, namespace = "default") => ({
    metadata: { name: "web", namespace },
    spec: {
      selector: { matchLabels: { app: "web" } },
      template: { metadata: { labels }, spec: { containers: [{ name: "web", image: "web:1" }] } },
    },
  });
  const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

  it("are refused where the selector does not choose the pods", () => {
    expect(() => new Bench().as("kubernetes").make(DEPLOYMENT, "web", deployment({ app: "other" }))).toThrow(
      "selector",
    );
  });

  it("want a namespace that exists", () => {
    const bench = new Bench().as("kubernetes");
    expect(() => bench.make(DEPLOYMENT, "web", deployment({ app: "web" }, "shop"))).toThrow(
      'namespaces "shop" not found',
    );
    bench.make("kubernetes:core/v1:Namespace", "shop", { metadata: { name: "shop" } });
    expect(bench.make(DEPLOYMENT, "web", deployment({ app: "web" }, "shop")).id).toBe("shop/web");
    expect(() => bench.make(DEPLOYMENT, "again", deployment({ app: "web" }, "shop"))).toThrow("already");
  });

  it("get a name where they have none, and are replaced for another selector", () => {
    const bench = new Bench().as("kubernetes");
    const made = bench.make("kubernetes:core/v1:ConfigMap", "settings", { data: { a: "1" } });
    expect(made.id).toMatch(/^default\/settings-[0-9a-f]{8}$/);
    const web = bench.make(DEPLOYMENT, "web", deployment({ app: "web" }));
    const { replaces, deleteBeforeReplace } = bench.diff(web, {
      spec: { ...(web.inputs.spec as object), selector: { matchLabels: { app: "b" } } },
    });
    expect(replaces).not.toEqual([]);
    expect(deleteBeforeReplace).toBe(true);
  });

  it("refuse an autoscaler and a budget that contradict themselves", () => {
    const bench = new Bench().as("kubernetes");
    const target = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
    expect(() =>
      bench.make("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "h", {
        spec: { scaleTargetRef: target, minReplicas: 3, maxReplicas: 2 },
      }),
    ).toThrow("minReplicas");
    expect(() =>
      bench.make("kubernetes:policy/v1:PodDisruptionBudget", "p", { spec: { minAvailable: 1, maxUnavailable: 1 } }),
    ).toThrow("both set");
  });
});
