import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { statePlace } from "../../../stacks/engine";
import { belongsTo, recordedTier } from "../../../stacks/engine/state/backend";
import { idOf } from "../../../stacks/engine/state/computed-ids";
import { engineMessage } from "../../../stacks/engine/state/engine-error";
import { removeBrokenAttributes } from "../../../stacks/engine/state/repair";

const folder = "/project";

test("the sandbox has a state, a home and a passphrase of its own, whatever is set", () => {
  const env = { SCALEKIT_BACKEND: "s3://real", PULUMI_CONFIG_PASSPHRASE: "real" };
  const place = statePlace({ folder, sandbox: true, env, backend: "s3://other", secretsProvider: "awskms://key" });
  expect(place).toMatchObject({ backendUrl: "file:///project/.scalekit/sandbox/state", secretsProvider: "passphrase" });
  expect(place.env).toMatchObject({
    PULUMI_HOME: "/project/.scalekit/sandbox/pulumi",
    PULUMI_CONFIG_PASSPHRASE: "sandbox",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  });
});

test("outside it a passphrase nobody chose is an error", () => {
  expect(() => statePlace({ folder, sandbox: false, env: {} })).toThrow(/SK3004/);
});

test.each([
  ["a passphrase", { PULUMI_CONFIG_PASSPHRASE: "x" }],
  ["an empty passphrase, which somebody chose", { PULUMI_CONFIG_PASSPHRASE: "" }],
  ["a passphrase file", { PULUMI_CONFIG_PASSPHRASE_FILE: "/run/secret" }],
  ["a key", { SCALEKIT_SECRETS_PROVIDER: "awskms://alias/x" }],
])("%s is enough; local state is warned of; plugins are fetched", (_what, env) => {
  const place = statePlace({ folder, sandbox: false, env });
  expect(place.backendUrl).toBe("file:///project/.scalekit/state");
  expect(place.warnings.map(({ code }) => code)).toEqual(["SK3013"]);
  expect(place.env).not.toHaveProperty("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION");
});

test("a flag wins over the environment, and a remote backend is not warned of", () => {
  const place = statePlace({
    folder,
    sandbox: false,
    env: { SCALEKIT_BACKEND: "s3://a", PULUMI_CONFIG_PASSPHRASE: "x" },
    backend: "s3://b",
  });
  expect(place).toMatchObject({ backendUrl: "s3://b", warnings: [] });
  expect(place).not.toHaveProperty("localFolder");
});

test("Pulumi Cloud keeps keys of its own", () => {
  expect(statePlace({ folder, sandbox: false, env: {}, backend: "https://api.pulumi.com" }).secretsProvider).toBe(
    "default",
  );
});

test("an environment whose name begins with another's is not taken for it", () => {
  expect(belongsTo("prod", "prod-dns")).toBe(true);
  expect(belongsTo("prod", "prod-eu-west-1-apps")).toBe(true);
  expect(belongsTo("prod", "prod-eu-dns")).toBe(false);
  expect(belongsTo("prod", "prod-eu-eu-west-1")).toBe(false);
  expect(belongsTo("prod-eu", "prod-eu-eu-west-1")).toBe(true);
});

test("the highest recorded tier counts: a move that was killed half-way has begun", () => {
  const at = (tier?: "starter" | "global") => ({ name: "x", resources: 1, ...(tier && { tier }) });
  expect(recordedTier([at("starter"), at("global"), at()])).toBe("global");
  expect(recordedTier([at()])).toBeUndefined();
});

test("a creation in doubt is looked for by its computed name", () => {
  expect(idOf({ type: "aws:rds/cluster:Cluster", inputs: { clusterIdentifier: "shop-orders" } })).toBe("shop-orders");
  expect(idOf({ type: "aws:ec2/vpc:Vpc", inputs: { cidrBlock: "10.0.0.0/16" } })).toBeUndefined();
});

test("of an engine's error a person sees the telling line", () => {
  const error = new Error(
    "code: 255\n stdout: \n stderr: Command failed\nerror: \u001b[31mno such bucket\u001b[0m\n err?: Error: x\n",
  );
  expect(engineMessage(error)).toBe("no such bucket");
});

test("a relative backend is taken from the manifest's folder, not from the engine's", () => {
  const place = statePlace({
    folder,
    sandbox: false,
    env: { PULUMI_CONFIG_PASSPHRASE: "x" },
    backend: "file://./shared/state",
  });
  expect(place).toMatchObject({ backendUrl: "file:///project/shared/state", localFolder: "/project/shared/state" });
  expect(place.env.PULUMI_BACKEND_URL).toBe("file:///project/shared/state?metadata=skip");
});

test("attributes that a kill left half written are removed, whole ones stay", () => {
  const state = mkdtempSync(join(tmpdir(), "scalekit-repair-"));
  mkdirSync(join(state, ".pulumi/stacks"), { recursive: true });
  writeFileSync(join(state, ".pulumi/stacks/a.json.attrs"), "");
  writeFileSync(join(state, ".pulumi/stacks/b.json.attrs"), "{}");
  expect(removeBrokenAttributes(state)).toBe(1);
  expect(readdirSync(join(state, ".pulumi/stacks"))).toEqual(["b.json.attrs"]);
  rmSync(state, { recursive: true });
});

test("an engine that was killed is said to have been, without its half-printed progress", () => {
  const error = new Error(
    "code: -2\n stdout: \n stderr: Command was killed with SIGKILL (Forced termination): pulumi up\n +  creating\n err?: x\n",
  );
  expect(engineMessage(error)).toMatch(/^the engine was killed \(SIGKILL\)/);
});
