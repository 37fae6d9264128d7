import { Bench, network } from "./bench";

const secret = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

describe("an import", () => {
  it("reads everything that a program could have said, and what the cloud chose", () => {
    const bench = new Bench();
    const { vpc } = network(bench);
    const read = bench.import("aws:ec2/vpc:Vpc", vpc.id);
    expect(read?.id).toBe(vpc.id);
    expect(read?.inputs).toMatchObject({ cidrBlock: "10.0.0.0/16", instanceTenancy: "default" });
    expect(read?.inputs).not.toHaveProperty("arn");
    expect(read?.properties).toHaveProperty("arn");
  });

  it("finds a thing by the id that its type is imported by, and answers the provider's own", () => {
    const bench = new Bench();
    const { vpc, subnetIds } = network(bench);
    const table = bench.make("aws:ec2/routeTable:RouteTable", "table", { vpcId: vpc.id });
    const type = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    const link = bench.make(type, "link", { subnetId: subnetIds[0], routeTableId: table.id });
    expect(bench.import(type, `${subnetIds[0]}/${table.id}`)?.id).toBe(link.id);
    expect(bench.import(type, link.id)).toBeUndefined();
  });

  it("reads another region only where the id says it", () => {
    const bench = new Bench();
    const { vpc } = network(bench.in("us-east-1"));
    expect(bench.import("aws:ec2/vpc:Vpc", vpc.id)).toBeUndefined();
    expect(bench.import("aws:ec2/vpc:Vpc", `${vpc.id}@us-east-1`)?.id).toBe(vpc.id);
  });

  it("of what is not there finds nothing, and of what cannot be imported is refused", () => {
    const bench = new Bench();
    expect(bench.import("aws:ec2/vpc:Vpc", "vpc-none")).toBeUndefined();
    expect(() => bench.import("aws:acm/certificateValidation:CertificateValidation", "x")).toThrow(
      "doesn't support import",
    );
  });

  it("tells no secret, and all that stands beside one", () => {
    const bench = new Bench();
    const made = bench.make("aws:cloudfront/function:Function", "f", {
      name: "f",
      runtime: "cloudfront-js-2.0",
      code: "x",
    });
    expect(made.id).toBe("f");
    const monitor = bench.make("aws:ssm/parameter:Parameter", "p", {
      name: "/p",
      type: "SecureString",
      value: secret("hidden"),
    });
    const read = bench.import("aws:ssm/parameter:Parameter", monitor.id);
    expect(read?.inputs).toMatchObject({ name: "/p", type: "SecureString" });
    expect(JSON.stringify(read)).not.toContain("hidden");
  });

  it("tells that what holds secrets holds one, by a text in its place, which is no drift afterwards", () => {
    const bench = new Bench();
    const type = "aws:ssm/parameter:Parameter";
    const made = bench.make(type, "p", { name: "/p", type: "SecureString", value: secret("hidden") });
    const read = bench.import(type, made.id);
    expect(read?.inputs.value).toBe("[secret]");
    const again = bench.read({ ...made, inputs: { ...read?.inputs }, properties: { ...read?.properties } });
    expect(again?.properties.value).toBe("[secret]");
  });

  it("leaves nothing to change where the same program follows", () => {
    const bench = new Bench();
    const { vpc } = network(bench);
    const read = bench.import("aws:ec2/vpc:Vpc", vpc.id);
    expect(bench.diff({ ...vpc, inputs: { ...read?.inputs } }, {}).changes).toEqual([]);
  });
});

describe("a secret in the middle of a value", () => {
  const origins = (header: unknown) => [
    { originId: "regions", domainName: "origin.example.com", customHeaders: [{ name: "X-Origin", value: header }] },
  ];
  const inputs = (header: unknown) => ({
    enabled: true,
    origins: origins(header),
    defaultCacheBehavior: {
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      targetOriginId: "regions",
      viewerProtocolPolicy: "redirect-to-https",
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
  });
  const TYPE = "aws:cloudfront/distribution:Distribution";

  it("is not written down, and the rest of the value is", () => {
    const bench = new Bench();
    bench.make(TYPE, "cdn", inputs(secret("hush")));
    const [record] = bench.cloud.ofType(TYPE);
    expect(JSON.stringify(record)).not.toContain("hush");
    expect(JSON.stringify(record?.properties.origins)).toContain("origin.example.com");
  });

  it("is no drift where it is the same", () => {
    const bench = new Bench();
    const cdn = bench.make(TYPE, "cdn", inputs(secret("hush")));
    const read = bench.read(cdn);
    expect(read?.properties.origins).toEqual(cdn.properties.origins);
    expect(read?.inputs.origins).toEqual(cdn.inputs.origins);
  });

  it("is drift where it is another", () => {
    const bench = new Bench();
    const cdn = bench.make(TYPE, "cdn", inputs(secret("hush")));
    const other = { ...cdn, properties: { ...cdn.properties, origins: origins("another") } };
    expect(JSON.stringify(bench.read(other)?.properties.origins)).toContain("[changed in the cloud]");
  });
});
