/**
 * Made-up computed properties, stable by type and name. Every resource gets the common ones; `SPECIAL` holds what only one
 * type has. Tests that need others hand them to `registerIn`.
 */
export function outputsOf(type: string, name: string, inputs: Record<string, unknown>): Record<string, unknown> {
  const [, service = "", kind = ""] = /^[a-z]+:([a-z0-9]+)\/([A-Za-z0-9]+):/.exec(type) ?? [];
  const auto = text(inputs.name) ?? text(inputs.bucket) ?? `${name}-auto`;
  const computed = {
    id: `${name}-id`,
    arn: `arn:aws:${service}:eu-west-1:123456789012:${kind}/${auto}`,
    name: auto,
    ...SPECIAL[type]?.(name, inputs),
  };
  // What the program sets is what the cloud keeps.
  return Object.fromEntries(Object.entries(computed).filter(([key]) => key === "id" || !(key in inputs)));
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const SPECIAL: Readonly<
  Record<string, (name: string, inputs: Record<string, unknown>) => Readonly<Record<string, unknown>>>
> = {
  "aws:lb/loadBalancer:LoadBalancer": (name) => ({
    arnSuffix: `app/${name}/50dc6c495c0c9188`,
    dnsName: `${name}.eu-west-1.elb.amazonaws.com`,
    zoneId: "Z32O12XQLNTSW2",
  }),
  "aws:lb/targetGroup:TargetGroup": (name) => ({ arnSuffix: `targetgroup/${name}/73e2d6bc24d8a067` }),
  "aws:s3/bucket:Bucket": (name, inputs) => ({ id: text(inputs.bucket) ?? name, bucket: text(inputs.bucket) ?? name }),
  "aws:route53/zone:Zone": () => ({ zoneId: "Z0000000000000000001", nameServers: ["ns-1.example", "ns-2.example"] }),
  "aws:acm/certificate:Certificate": (_name, inputs) => ({
    domainValidationOptions: [
      {
        domainName: inputs.domainName,
        resourceRecordName: `_check.${String(inputs.domainName).replace("*.", "")}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: "_answer.acm-validations.aws.",
      },
    ],
  }),
  "aws:kms/key:Key": (name) => ({ keyId: `${name}-key-id` }),
  "aws:rds/cluster:Cluster": (name, inputs) => ({
    endpoint: `${name}.cluster-abc.eu-west-1.rds.amazonaws.com`,
    readerEndpoint: `${name}.cluster-ro-abc.eu-west-1.rds.amazonaws.com`,
    id: text(inputs.clusterIdentifier) ?? name,
  }),
  "aws:rds/instance:Instance": (name) => ({ address: `${name}.abc.eu-west-1.rds.amazonaws.com` }),
  "aws:rds/proxy:Proxy": (name) => ({ endpoint: `${name}.proxy-abc.eu-west-1.rds.amazonaws.com` }),
  "aws:rds/proxyEndpoint:ProxyEndpoint": (name) => ({
    endpoint: `${name}.endpoint.proxy-abc.eu-west-1.rds.amazonaws.com`,
  }),
  "aws:elasticache/replicationGroup:ReplicationGroup": (name) => ({
    primaryEndpointAddress: `master.${name}.abc.euw1.cache.amazonaws.com`,
    readerEndpointAddress: `replica.${name}.abc.euw1.cache.amazonaws.com`,
  }),
  "aws:eks/cluster:Cluster": (name) => ({
    endpoint: `https://${name}.gr7.eu-west-1.eks.amazonaws.com`,
    certificateAuthority: { data: "Y2VydA==" },
    vpcConfig: { clusterSecurityGroupId: `${name}-sg` },
    identities: [{ oidcs: [{ issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC" }] }],
  }),
  "aws:cloudfront/distribution:Distribution": (name) => ({
    domainName: `${name}.cloudfront.net`,
    hostedZoneId: "Z2FDTNDATAQYW2",
  }),
  "aws:ec2/eip:Eip": () => ({ publicIp: "203.0.113.1" }),
  "random:index/randomPassword:RandomPassword": (name) => ({ result: `${name}-result` }),
};
