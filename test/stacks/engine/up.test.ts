import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import {
  type ProgramFor,
  runDestroy,
  runDrift,
  runPreview,
  runRefresh,
  runStatus,
  runUp,
} from "../../../stacks/engine";
import { makeWorld, planOf, stackOf, Toy, type World } from "./world";

jest.setTimeout(120_000);

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

const yes = async () => true;
const never = async () => {
  throw new Error("nobody should be asked");
};

/** dns hands a zone and a secret to the region; both are needed there. */
const dns = stackOf("dns");
const region = stackOf("eu-west-1", {
  dependsOn: ["test-dns"],
  needs: [
    { key: "dns.zoneId", fromStack: "test-dns", output: "zoneId", secret: false },
    { key: "dns.originSecret", fromStack: "test-dns", output: "originSecret", secret: true },
  ],
});

interface Knobs {
  size?: number;
  engine?: string;
  failWhen?: string;
  protect?: boolean;
}

const shop =
  ({ size = 1, engine = "postgres", failWhen, protect = false }: Knobs = {}): ProgramFor =>
  (_plan, stack, context) =>
  async () => {
    if (stack.key === "dns") {
      const zone = new Toy("aws:route53/zone:Zone", "zone", { name: "shop.example" });
      return { zoneId: zone.id, originSecret: pulumi.secret("s3cr3t-header") };
    }
    const network = new Toy("aws:ec2/vpc:Vpc", "network", {
      cidr: "10.0.0.0/16",
      zone: context.handed["dns.zoneId"] ?? "unknown",
    });
    new Toy(
      "aws:rds/cluster:Cluster",
      "orders",
      { vpc: network.id, size, engine, failWhen, deletionProtection: protect, password: pulumi.secret("hunter2") },
      { protect },
    );
    return { vpcId: network.id };
  };

test("up makes the stacks in order, hands values on, and a second up changes nothing", async () => {
  const plan = planOf([dns, region]);
  const first = await runUp({ ...(await world.settings(plan, shop())), confirm: yes });
  expect(first.status).toBe("done");
  expect(first.stacks.map(({ stack, status }) => `${stack} ${status}`)).toEqual([
    "test-dns done",
    "test-eu-west-1 done",
  ]);
  expect(world.existing()).toEqual(["network", "orders", "zone"]);

  const lock = readFileSync(join(world.folder, "lock.json"), "utf8");
  expect(JSON.parse(lock)).toEqual({
    schemaVersion: "1",
    environments: { test: { handed: { "dns.zoneId": expect.stringMatching(/zone$/) } } },
  });
  const network = JSON.parse(readFileSync(join(world.cloud, "toyshop-aws-ec2-vpc-Vpc-network.json"), "utf8"));
  expect(network.outputs.zone).toMatch(/zone$/);

  const told = JSON.stringify(world.events) + lock;
  expect(told).not.toContain("hunter2");
  expect(told).not.toContain("s3cr3t-header");

  const second = await runUp({ ...(await world.settings(plan, shop())), confirm: never });
  expect(second.status).toBe("unchanged");

  const status = await runStatus(await world.settings(plan, shop()));
  expect(status.green).toBe(true);
  expect(status.stacks.map(({ key, resources, tier }) => ({ key, resources, tier }))).toEqual([
    { key: "dns", resources: 1, tier: "growth" },
    { key: "eu-west-1", resources: 2, tier: "growth" },
  ]);
});

test("--only runs one stack with what others handed on before, and says whose control plane it needs", async () => {
  const careful = { ...region, controlPlanes: [{ region: "us-east-1", reason: "IAM: roles are made there" }] };
  const plan = planOf([dns, careful]);
  await runUp({ ...(await world.settings(plan, shop())), confirm: yes });
  const before = world.calls().length;
  world.events.length = 0;
  const settings = await world.settings(plan, shop({ size: 2 }), { only: ["eu-west-1"] });
  const { status, stacks } = await runUp({ ...settings, confirm: yes });
  expect([status, stacks.map(({ stack }) => stack)]).toEqual(["done", ["test-eu-west-1"]]);
  expect(
    world
      .calls()
      .slice(before)
      .map(({ what, name }) => `${what} ${name}`),
  ).toEqual(["update-start orders", "update-end orders"]);
  expect(world.events).toContainEqual({
    kind: "notice",
    stack: "test-eu-west-1",
    message: expect.stringContaining("needs the control plane of us-east-1: IAM: roles are made there"),
  });
});

test("a failed resource stops its dependents only, and the same command goes on", async () => {
  const failing = join(world.folder, "refuse");
  writeFileSync(failing, "");
  const other = stackOf("us-east-1");
  const apps = stackOf("eu-west-1-apps", { kind: "apps", dependsOn: ["test-eu-west-1"] });
  const plan = planOf([dns, region, other, apps]);
  const program: ProgramFor = (p, stack, context) =>
    shop({ failWhen: stack.key === "eu-west-1" ? failing : "" })(p, stack, context);
  const first = await runUp({ ...(await world.settings(plan, program)), confirm: yes });
  expect(first.status).toBe("failed");
  expect(Object.fromEntries(first.stacks.map(({ stack, status }) => [stack, status]))).toEqual({
    "test-dns": "done",
    "test-eu-west-1": "failed",
    "test-us-east-1": "done",
    "test-eu-west-1-apps": "held",
  });
  expect(first.stacks.find(({ status }) => status === "failed")?.run?.errors).toEqual([
    expect.objectContaining({ message: "the cloud refused create of orders" }),
  ]);
  rmSync(failing);
  const second = await runUp({ ...(await world.settings(plan, program)), confirm: yes });
  expect(second.status).toBe("done");
  expect((await runStatus(await world.settings(plan, program))).green).toBe(true);
});

test("an exception in one program does not fail the stack beside it", async () => {
  const plan = planOf([stackOf("eu-west-1"), stackOf("us-east-1")]);
  const program: ProgramFor = (_plan, stack) => async () => {
    new Toy("aws:ec2/vpc:Vpc", "network", { delayMs: 500 });
    if (stack.key === "eu-west-1" && !pulumi.runtime.isDryRun()) throw new Error("a defect in this program");
    return {};
  };
  const result = await runUp({ ...(await world.settings(plan, program)), confirm: yes });
  expect(result.stacks.map(({ status }) => status)).toEqual(["failed", "done"]);
  expect(result.stacks[0]?.run?.errors.map(({ message }) => message).join()).toContain("a defect in this program");
});

test("registrations that fail in one stack do not fail the one beside it", async () => {
  const plan = planOf([stackOf("eu-west-1"), stackOf("us-east-1")]);
  const program: ProgramFor = (_plan, stack) => async () => {
    const invalid = stack.key === "eu-west-1";
    const first = new Toy("aws:ec2/vpc:Vpc", "network", { invalid });
    for (let index = 0; index < 8; index++)
      new Toy("aws:ec2/subnet:Subnet", `subnet-${index}`, { vpc: first.id, invalid });
    return {};
  };
  const result = await runPreview(await world.settings(plan, program));
  expect(result.stacks.map(({ status }) => status)).toEqual(["failed", "done"]);
  expect(JSON.stringify(result.stacks[0]?.errors)).toContain("must not be");
});

test("a stateful resource is not replaced or deleted unless it is named", async () => {
  const plan = planOf([dns, region]);
  await runUp({ ...(await world.settings(plan, shop({ protect: true }))), confirm: yes });
  const replaced = await runUp({
    ...(await world.settings(plan, shop({ protect: true, engine: "mysql" }))),
    confirm: never,
  });
  expect(replaced.status).toBe("refused");
  expect(replaced.preview.refusals).toEqual([
    {
      change: expect.objectContaining({ name: "orders", verb: "replace", stateful: true, protect: true }),
      loss: "the database",
    },
  ]);
  const without: ProgramFor = (p, stack, context) =>
    stack.key === "dns" ? shop()(p, stack, context) : async () => ({});
  const deleted = await runUp({ ...(await world.settings(plan, without)), confirm: never });
  expect(deleted.status).toBe("refused");
  expect(world.existing()).toContain("orders");
});

test("a stateful resource that is named is replaced, protected or not", async () => {
  const plan = planOf([dns, region]);
  const guarded: ProgramFor = (p, stack, context) => shop({ engine: "a", protect: false })(p, stack, context);
  await runUp({ ...(await world.settings(plan, guarded)), confirm: yes });
  const named = { ...(await world.settings(plan, shop({ engine: "b" }))), allowReplace: ["orders"], confirm: yes };
  expect((await runUp(named)).status).toBe("done");
});

test("drift is found, changes nothing, and is repaired by up --refresh", async () => {
  const plan = planOf([dns, region]);
  await runUp({ ...(await world.settings(plan, shop())), confirm: yes });
  expect((await runDrift(await world.settings(plan, shop()))).stacks.flatMap(({ changes }) => changes)).toEqual([]);
  const file = join(world.cloud, "toyshop-aws-rds-cluster-Cluster-orders.json");
  const altered = JSON.parse(readFileSync(file, "utf8"));
  altered.outputs.size = 7;
  writeFileSync(file, JSON.stringify(altered));
  const drift = await runDrift(await world.settings(plan, shop()));
  expect(drift.stacks.flatMap(({ changes }) => changes)).toEqual([
    expect.objectContaining({ name: "orders", verb: "update", properties: ["size"] }),
  ]);
  const repaired = await runUp({ ...(await world.settings(plan, shop())), refresh: true, confirm: yes });
  expect(repaired.status).toBe("done");
  expect(JSON.parse(readFileSync(file, "utf8")).outputs.size).toBe(1);
  expect((await runDrift(await world.settings(plan, shop()))).stacks.flatMap(({ changes }) => changes)).toEqual([]);
  expect((await runRefresh(await world.settings(plan, shop()))).stacks.map(({ status }) => status)).toEqual([
    "unchanged",
    "unchanged",
  ]);
});

test("destroy names stateful resources and refuses; --unprotect lifts protection in the cloud too", async () => {
  const plan = planOf([dns, region]);
  const program = shop({ protect: true });
  await runUp({ ...(await world.settings(plan, program)), confirm: yes });
  const refused = await runDestroy({ ...(await world.settings(plan, program)), unprotect: false, confirm: never });
  expect(refused.status).toBe("refused");
  expect(refused.plan.stateful.map(({ change }) => change.name).sort()).toEqual(["orders", "zone"]);
  const gone = await runDestroy({ ...(await world.settings(plan, program)), unprotect: true, confirm: yes });
  expect(gone.stacks.flatMap(({ run }) => run?.errors ?? [])).toEqual([]);
  expect(gone.status).toBe("done");
  expect(world.existing()).toEqual([]);
  expect(JSON.parse(readFileSync(join(world.folder, "lock.json"), "utf8")).environments.test.handed).toEqual({});
  const status = await runStatus(await world.settings(plan, program));
  expect(status.stacks.map(({ state }) => state)).toEqual(["missing", "missing"]);
  expect((await runUp({ ...(await world.settings(plan, program)), confirm: yes })).status).toBe("done");
});

test("a region that left the plan is shown, guarded, and destroyed last", async () => {
  const both = planOf([dns, region, stackOf("us-east-1")]);
  await runUp({ ...(await world.settings(both, shop({ protect: true }))), confirm: yes });
  const one = planOf([dns, region]);
  const refused = await runUp({ ...(await world.settings(one, shop({ protect: true }))), confirm: never });
  expect(refused.status).toBe("refused");
  expect(refused.preview.leaving.map(({ stack }) => stack)).toEqual(["test-us-east-1"]);
  const status = await runStatus(await world.settings(one, shop()));
  expect(status.stacks.find(({ key }) => key === "us-east-1")?.state).toBe("leaving");
  expect(status.green).toBe(false);
  const urn = refused.preview.refusals[0]?.change.urn ?? "";
  const named = { ...(await world.settings(one, shop({ protect: true }))), allowReplace: [urn], confirm: yes };
  expect((await runUp(named)).status).toBe("done");
  expect((await runStatus(await world.settings(one, shop()))).green).toBe(true);
});

test("a lower tier than recorded is refused, and a higher one is recorded", async () => {
  const at = (tier: "growth" | "scale" | "starter") => planOf([dns], tier);
  await runUp({ ...(await world.settings(at("growth"), shop())), confirm: yes });
  await expect(world.settings(at("starter"), shop()).then(runPreview)).rejects.toMatchObject({
    problem: { code: "SK3008" },
    exitStatus: 1,
  });
  let confirmed = 0;
  const up = { ...(await world.settings(at("scale"), shop())), confirm: yes, onConfirmed: () => void confirmed++ };
  expect((await runUp(up)).status).toBe("unchanged");
  expect(confirmed).toBe(1);
  expect((await runStatus(await world.settings(at("scale"), shop()))).tier.recorded).toBe("scale");
  expect((await runPreview({ ...(await world.settings(at("starter"), shop())), allowShrink: true })).failed).toEqual(
    [],
  );
});
