import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import type { Stack } from "@pulumi/pulumi/automation";
import * as random from "@pulumi/random";
import { openSession, statePlace } from "../../../stacks/engine";
import { openStack } from "../../../stacks/engine/session";
import { installShims, openCloud, whatIsLeft } from "../../../stacks/sandbox";
import { engine } from "../engine/world";

/** What the program is told to make; tests change it between runs. */
interface Wish {
  cidr: string;
  tag: string;
  instanceTenancy?: string;
}

const compiled = existsSync(join(__dirname, "..", "..", "..", "dist", "stacks", "sandbox", "server", "serve.js"));
const describeCompiled = compiled ? describe : describe.skip;

describeCompiled(`the simulated providers on the real engine${compiled ? "" : " (skipped: run npm run build)"}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "scalekit-sandbox-"));
  const cloudDir = join(folder, "cloud");
  const wish: Wish = { cidr: "10.0.0.0/16", tag: "a" };
  const closers: (() => void)[] = [];
  let stack: Stack;

  beforeAll(async () => {
    const session = await openSession({
      engine: await engine(),
      place: statePlace({ folder, sandbox: true, env: process.env }),
      project: "shop",
      environment: "test",
      sandbox: true,
      env: process.env,
      shims: installShims(join(folder, "plugins"), { cloudDir }),
    });
    closers.push(() => session.close());
    stack = await openStack(session, "test-eu-west-1", program(wish));
  }, 60_000);
  afterAll(() => {
    for (const close of closers) close();
    rmSync(folder, { recursive: true, force: true });
  });
  const changes = async (run: () => Promise<{ summary: { resourceChanges?: Partial<Record<string, number>> } }>) =>
    (await run()).summary.resourceChanges;

  it("make what a program asks for", async () => {
    expect(await changes(() => stack.up())).toEqual({ create: 13 });
    const outputs = await stack.outputs();
    expect(outputs.vpc?.value).toMatch(/^vpc-[0-9a-f]{17}$/);
    expect(outputs.dns?.value).toMatch(/^lb-[0-9a-f]{7}-\d+\.eu-west-1\.elb\.amazonaws\.com$/);
    expect(outputs.password).toMatchObject({ secret: true });
    expect(outputs.object?.value).toBe("default/settings");
    expect(openCloud(cloudDir).generic()).toEqual({});
  }, 60_000);

  it("have nothing to do the second time, and see no drift", async () => {
    expect(await changes(() => stack.up())).toEqual({ same: 13 });
    expect(await changes(() => stack.refresh())).toEqual({ same: 13 });
  }, 60_000);

  it("change in place what the provider changes in place", async () => {
    wish.tag = "b";
    expect(await changes(() => stack.up())).toMatchObject({ update: 1 });
  }, 60_000);

  it("show what was altered by hand, and put it back", async () => {
    const [vpc] = openCloud(cloudDir)
      .list()
      .filter(({ type }) => type === "aws:ec2/vpc:Vpc");
    openCloud(cloudDir).alter(String(vpc?.id), "tags", { Name: "by hand" });
    expect(await changes(() => stack.refresh())).toMatchObject({ update: 1 });
    expect(await changes(() => stack.up())).toMatchObject({ update: 1 });
    expect(openCloud(cloudDir).get(String(vpc?.id))?.properties.tags).toEqual({ Name: "b" });
  }, 60_000);

  it("replace what the provider replaces", async () => {
    wish.cidr = "10.1.0.0/16";
    expect(await changes(() => stack.up())).toMatchObject({ replace: 5 });
    expect(
      openCloud(cloudDir)
        .list()
        .filter(({ type }) => type === "aws:ec2/vpc:Vpc"),
    ).toHaveLength(1);
  }, 60_000);

  it("refuse in a preview what the provider would refuse, naming the property", async () => {
    wish.instanceTenancy = "somewhere";
    await expect(stack.preview()).rejects.toThrow(/instanceTenancy must be one of/);
    delete wish.instanceTenancy;
  }, 60_000);

  it("leave nothing behind but what AWS keeps too", async () => {
    expect(await changes(() => stack.destroy())).toEqual({ delete: 13 });
    const { leftOver, keptByAws } = whatIsLeft(cloudDir);
    expect(leftOver).toEqual([]);
    expect(keptByAws.map(({ type }) => type)).toEqual(["aws:secretsmanager/secret:Secret"]);
  }, 60_000);

  it("make it all again, with the secret that was waiting for its end", async () => {
    expect(await changes(() => stack.up())).toEqual({ create: 13 });
    expect(whatIsLeft(cloudDir).keptByAws).toEqual([]);
  }, 60_000);
});

/** The network's two replaced kinds (VPC and subnets), something auto-named, something with a fixed name, another provider. */
const program = (wish: Wish) => async () => {
  const options = { provider: new aws.Provider("aws", { region: "eu-west-1" }) };
  const { cidr, tag, ...more } = wish;
  const vpc = new aws.ec2.Vpc("net", { cidrBlock: cidr, tags: { Name: tag }, ...more }, options);
  const subnets = ["a", "b", "c"].map(
    (zone, index) =>
      new aws.ec2.Subnet(
        zone,
        { vpcId: vpc.id, cidrBlock: cidr.replace("0.0/16", `${index}.0/24`), availabilityZone: `eu-west-1${zone}` },
        options,
      ),
  );
  const group = new aws.ec2.SecurityGroup("group", { vpcId: vpc.id }, options);
  const balancer = new aws.lb.LoadBalancer(
    "lb",
    { subnets: subnets.map(({ id }) => id), securityGroups: [group.id] },
    options,
  );
  const password = new random.RandomPassword("password", { length: 24 });
  const secret = new aws.secretsmanager.Secret("secret", { name: "shop/orders" }, options);
  new aws.secretsmanager.SecretVersion("version", { secretId: secret.id, secretString: password.result }, options);
  const cluster = {
    provider: new kubernetes.Provider("cluster", { kubeconfig: "server: https://cluster.example.com" }),
  };
  const settings = new kubernetes.core.v1.ConfigMap(
    "settings",
    { metadata: { name: "settings", namespace: "default" }, data: { a: "1" } },
    cluster,
  );
  return { vpc: vpc.id, dns: balancer.dnsName, password: password.result, object: settings.id };
};
