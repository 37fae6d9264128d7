import { cost } from "../../../cli/commands/cost";
import { exampleText } from "../../support/examples";
import { TestRepository } from "../check/repository";
import { fakeIo } from "../support";

const FLAGS = { manifest: "scalekit.yaml", format: "json", details: false };
const cheap = exampleText("shop")
  .replace(/^tier: global/m, "tier: starter")
  .replace("steady: 2000rps", "steady: 20rps")
  .replace("peak: 9000rps", "peak: 60rps");

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
  repository.write("scalekit.yaml", cheap);
  repository.commit("a small shop");
});
afterEach(() => repository.close());

async function run(flags: Record<string, unknown> = {}) {
  const { io, written } = fakeIo(repository.path);
  const status = await cost.run({ ...FLAGS, ...flags }, io);
  return { status, ...written };
}

test("within the budget: exit status 0", async () => {
  const { status, stdout } = await run();
  const document = JSON.parse(stdout);
  expect(document.budget).toMatchObject({ amount: 25000, over: false, source: { file: "scalekit.yaml", line: 21 } });
  expect(document.total.expected).toBeLessThan(25000);
  expect(status).toBe(0);
});

test("--simulate: instances of a simulated day, and nothing else changes", async () => {
  repository.write("scalekit.yaml", exampleText("shop"));
  const flat = JSON.parse((await run()).stdout);
  const { stdout } = await run({ simulate: true });
  const document = JSON.parse(stdout);
  expect(flat.simulated).toBeNull();
  expect(document.simulated).toMatchObject({ requests: 172_800_000, groups: 6 });
  expect(document.items).toHaveLength(flat.items.length);
  const changed = document.items.filter(
    (item: unknown, at: number) => JSON.stringify(item) !== JSON.stringify(flat.items[at]),
  );
  expect(changed.length).toBeGreaterThan(0);
  for (const { basis, quantity, resource } of changed) {
    expect(basis).toMatchObject({
      kind: "simulated",
      text: expect.stringMatching(/the simulated traffic asks for \d/),
    });
    expect(resource.type).toBe("aws:autoscaling/group:Group");
    expect(quantity.expected).toBeGreaterThanOrEqual(quantity.min);
    expect(quantity.expected).toBeLessThanOrEqual(quantity.max);
  }
  for (const load of ["min", "max"]) expect(document.total[load]).toBe(flat.total[load]);
  const { stdout: words } = await run({ simulate: true, format: "text" });
  expect(words.replaceAll(/\s+/g, " ")).toContain("on sizes of a simulated day");
});

test("above the budget: exit status 1, and the line of the budget", async () => {
  repository.write("scalekit.yaml", cheap.replace("budget: 25000 USD", "budget: 100 USD"));
  const { status, stdout } = await run({ format: "text" });
  expect(stdout).toMatch(/✗ \$\S+ over the budget of \$100 \(scalekit\.yaml:21:9\)/);
  expect(status).toBe(1);
});

test("without a budget nothing is gated", async () => {
  repository.write("scalekit.yaml", exampleText("shop").replace(/^.*budget: 25000 USD.*$/m, ""));
  const { status, stdout } = await run({ format: "text" });
  expect(stdout).toContain("the manifest has no budget");
  expect(status).toBe(0);
});

test("--since: what the change costs, by stack and service", async () => {
  repository.git("checkout", "-q", "-b", "change");
  repository.write(
    "scalekit.yaml",
    cheap.replace("secondaries: [us-east-1, ap-southeast-1]", "secondaries: [us-east-1]"),
  );
  const { stdout } = await run({ since: "main" });
  const { since, total } = JSON.parse(stdout);
  expect(since.before.expected).toBeGreaterThan(total.expected);
  const gone = since.stacks.find(({ name }: { name: string }) => name === "production-ap-southeast-1");
  expect(gone).toMatchObject({ after: 0 });
  expect(since.budgetBefore).toBe(25000);
});

test("--since: a change that touches nothing costs nothing", async () => {
  const { stdout } = await run({ since: "main", format: "text" });
  expect(stdout).toContain("This change costs and saves nothing.");
});

test("--since: a base that cannot be planned is said, and the cost is told all the same", async () => {
  repository.write("scalekit.yaml", "name: 7\n");
  repository.commit("a damaged manifest");
  repository.write("scalekit.yaml", cheap);
  const { since, total } = JSON.parse((await run({ since: "HEAD" })).stdout);
  expect(since).toMatchObject({ before: null, missing: expect.stringContaining("not valid") });
  expect(total.expected).toBeGreaterThan(0);
});

test("a manifest with problems: exit status 2 and no result", async () => {
  repository.write("scalekit.yaml", "name: 7\n");
  expect(await run()).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("SK1") });
});
