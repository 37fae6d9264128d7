import { join } from "node:path";
import { auditGathered } from "../../../cli/audit/audit";
import type { AuditResult } from "../../../cli/audit/document";
import { gather } from "../../../cli/audit/sources";
import { REMEDIES, TERRAFORM, type Values } from "../../cli/audit/forms/answers";
import { terraformConfiguration, terraformState } from "../../cli/audit/forms/terraform";
import { expectGolden } from "../../support/golden";
import { root } from "../../support/root";
import { built, type Change, NOT_BUILT, Workspace } from "./tofu";

// The patch in HCL held against OpenTofu's own core: the override is laid over the configuration that made the state, checked
// against the provider's schema, planned, applied, and the state that comes of it judged again. The provider is a stand-in
// that says what the real one said; there is no cloud.

const TEST_MS = 120_000;

function audited(text: string): AuditResult {
  const gathered = gather([], { cwd: root, given: [{ name: "terraform.tfstate", text }], region: "eu-west-1" });
  if ("problems" in gathered) throw new Error(JSON.stringify(gathered.problems));
  return auditGathered({ gathered, tier: "growth", today: "2026-01-01" });
}

const failing = ({ report }: AuditResult): string[] =>
  report.findings.flatMap(({ status, fingerprint }) => (status === "fail" ? [fingerprint] : [])).sort();

/** A state has an id of everything. */
const withIds = (system: Readonly<Record<string, Values>>): Readonly<Record<string, Values>> =>
  Object.fromEntries(Object.entries(system).map(([address, body]) => [address, { $later: { id: address }, ...body }]));

const SYSTEMS = { shop: TERRAFORM, remedies: withIds(REMEDIES) } as const;

/** `metadata_options.http_tokens`: leaves that differ, without places in lists. */
function differences(before: unknown, after: unknown, path = ""): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === 1 && after.length === 1)
    return differences(before[0], after[0], path);
  if (!isTree(before) || !isTree(after)) return [path];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    differences(before[name], after[name], path === "" ? name : `${path}.${name}`),
  );
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const shown = ({ address, change }: Change): string =>
  `${change.actions.join(" and ")} ${address}: ${differences(change.before, change.after).sort().join(", ")}`;

/** Problems that `validate` names, a line each. */
function refusals(workspace: Workspace): string[] {
  const { diagnostics } = JSON.parse(workspace.run("validate", "-json").stdout);
  return (diagnostics as { severity: string; summary: string; detail: string; address?: string }[])
    .filter(({ severity }) => severity === "error")
    .map(({ address, summary, detail }) => [address, summary, detail].join(": "));
}

/** Names that the provider's schema does not have. Of an override the core passes over them, so it stands alone here. */
function strangers(override: string): string[] {
  const alone = new Workspace({ "main.tf.json": terraformConfiguration({}), "alone.tf": override });
  // What else the resource needs stands in the configuration.
  const said = refusals(alone).filter((line) => !/: (Missing required argument|Insufficient \w+ blocks): /.test(line));
  alone.close();
  return said;
}

if (!built) test.skip(NOT_BUILT, () => {});
else
  describe.each(Object.entries(SYSTEMS))("OpenTofu's core, of %s", (name, system) => {
    let workspace: Workspace;
    let before: AuditResult;
    let first: readonly Change[];

    beforeAll(() => {
      const state = terraformState(system);
      workspace = new Workspace({ "main.tf.json": terraformConfiguration(system), "terraform.tfstate": state });
      // OpenTofu writes the state anew, with the marks of what is secret; from here on it is its own.
      first = workspace.plan();
      workspace.apply();
      before = audited(workspace.state());
    }, TEST_MS);
    afterAll(() => workspace?.close());

    test(
      "sees no change before the patch: configuration and state are one system",
      () => {
        expect(first.flatMap(({ change }) => differences(change.before, change.after))).toEqual([]);
        expect(workspace.plan().map(shown)).toEqual([]);
      },
      TEST_MS,
    );

    test(
      "takes the override: its form, its blocks and arguments, their values",
      () => {
        const [override, ...others] = before.patch?.files ?? [];
        expect([override?.name, others]).toEqual(["scalekit_override.tf", []]);
        workspace.write("scalekit_override.tf", override?.text ?? "");
        const { status, stdout } = workspace.run("fmt", "-check", "-diff", "-no-color", "scalekit_override.tf");
        expect([status, stdout]).toEqual([0, ""]);
        expect(refusals(workspace)).toEqual([]);
        expect(strangers(override?.text ?? "")).toEqual([]);
      },
      TEST_MS,
    );

    test(
      "changes what the patch says in place, and nothing else",
      () => {
        const changes = workspace.plan();
        const said = (before.patch?.resources ?? []).map(({ resource }) => resource.name);
        expect(changes.map(({ address }) => address).sort()).toEqual([...said].sort());
        expect(changes.filter(({ change }) => change.actions.join() !== "update").map(shown)).toEqual([]);
        expectGolden(join(__dirname, `${name}.txt`), `${changes.map(shown).sort().join("\n")}\n`);
      },
      TEST_MS,
    );

    test(
      "and the state after its apply is judged as the audit said",
      () => {
        workspace.apply();
        const after = audited(workspace.state());
        expect(failing(after)).toEqual(failing(before).filter((each) => !before.patch?.fixes.includes(each)));
        expect(after.score.value).toBe(before.patch?.scoreAfter);
      },
      TEST_MS,
    );
  });

(built ? describe : describe.skip)("the check bites", () => {
  const stores = {
    "aws_rds_cluster.ledger": REMEDIES["aws_rds_cluster.ledger"] ?? {},
    "aws_db_instance.reports": REMEDIES["aws_db_instance.reports"] ?? {},
  };
  const overridden = (text: string): Workspace =>
    new Workspace({
      "main.tf.json": terraformConfiguration(stores),
      "terraform.tfstate": terraformState(withIds(stores)),
      "scalekit_override.tf": text,
    });

  test.each([
    ["an argument", 'resource "aws_rds_cluster" "ledger" {\n  backup_days = 7\n}\n', /argument named "backup_days"/],
    ["a block", 'resource "aws_route53_record" "www" {\n  aliases {\n  }\n}\n', /type "aliases"/],
  ])("on %s that there is not", (_, text, why) => {
    expect(strangers(text)).toEqual([expect.stringMatching(why)]);
  });

  test("on a value that the provider refuses", () => {
    const workspace = overridden('resource "aws_db_instance" "reports" {\n  backup_retention_period = 99\n}\n');
    const said = refusals(workspace);
    workspace.close();
    expect(said).toEqual([expect.stringMatching(/backup_retention_period must be from 0 to 35/)]);
  });

  test("on a change that would replace what holds data", () => {
    const workspace = overridden('resource "aws_rds_cluster" "ledger" {\n  storage_encrypted = false\n}\n');
    const ledger = workspace.plan().find(({ address }) => address === "aws_rds_cluster.ledger");
    workspace.close();
    expect(ledger?.change.actions).toEqual(["delete", "create"]);
  });
});
