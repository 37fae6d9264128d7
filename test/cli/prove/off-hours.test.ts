import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { prove } from "../../../cli/commands/prove";
import { recoveryGate } from "../../../cli/prove/gate";
import { provePlan } from "../../../cli/prove/prove-plan";
import { gateText, recoveryJson, recoveryLine } from "../../../cli/reporters/run/recovery";
import { exampleText } from "../../support/examples";
import { TestRepository } from "../check/repository";
import { fakeIo } from "../support";
import { plannedText } from "./planned";

const SCHEDULE = '    schedule: { start: "0 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: Europe/Berlin }\n';
const shop = exampleText("shop").replace(/^tier: global/m, "tier: growth");
const resting = shop.replace(/^( {2}api:\n)/m, `$1${SCHEDULE}`);

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.close());

async function run(text: string, flags: Record<string, unknown>) {
  repository.write("scalekit.yaml", text);
  const { io, written } = fakeIo(repository.path);
  const base = { manifest: "scalekit.yaml", format: "text", strict: false, details: false, changes: false };
  return { status: await prove.run({ ...base, ...flags }, io), stdout: written.stdout };
}

describe("hours in which a schedule leaves no instance", () => {
  test("are told where nobody promised them, and nothing fails for them", async () => {
    const flags = { env: "staging", scenario: ["instance"], accept: ["instance"] };
    const { status, stdout } = await run(resting, flags);
    const words = stdout.replaceAll(/\s+/g, " ");
    expect(words).toContain("By schedule api has no instance in 103 of 168 hours a week: nothing here holds then");
    expect(words).toContain("38.7 % of the time is the most that can be answered");
    expect(words).not.toContain("misses what is promised");
    expect(status).toBe(0);
    expect((await run(shop, flags)).stdout).not.toContain("By schedule");
  });

  test("miss what production promises, in all formats", async () => {
    const flags = { env: "production", scenario: ["instance"], accept: ["instance"] };
    const { status, stdout } = await run(resting, flags);
    expect(status).toBe(1);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("production promises 99.95 % at every hour");
    expect(stdout).toContain("✗ hours without instances miss the availability");
    const markdown = (await run(resting, { ...flags, format: "markdown" })).stdout;
    expect(markdown).toContain("misses its availability by hours without instances");
    const document = JSON.parse((await run(resting, { ...flags, format: "json" })).stdout);
    const schema = JSON.parse(readFileSync(join(__dirname, "../../../docs/schemas/prove.schema.json"), "utf8"));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect([validate(document), validate.errors]).toEqual([true, null]);
    expect(document.meets).toBe(false);
    expect(document.hoursWithoutInstances).toEqual(
      ["eu-west-1", "us-east-1", "ap-southeast-1"].map((region) => ({
        service: "api",
        region,
        hoursAWeek: 103,
        meets: false,
      })),
    );
  });
});

test("up stops for promised hours where the gate is mandatory, and says so where it is not", async () => {
  const { manifest, resources } = await plannedText(resting, "production");
  const accepted = provePlan(manifest, { resources }).proofs.map(({ id }) => id);
  const gate = (level: "mandatory" | "advisory") =>
    recoveryGate({ ...manifest, objectives: { ...manifest.objectives, gate: level } }, resources, accepted);
  const stopped = gate("mandatory");
  expect(stopped).toMatchObject({ stops: true, missed: [] });
  const style = { width: 80, color: false, environment: "production" };
  expect(gateText(stopped, style)).toContain("take away services.api.schedule");
  expect(gateText(stopped, style)).not.toContain("objectives.accept");
  expect(recoveryJson(stopped)).toMatchObject({
    hoursWithoutInstances: expect.arrayContaining([{ service: "api", region: "eu-west-1", hoursAWeek: 103 }]),
  });
  expect(gate("advisory").stops).toBe(false);
  expect(recoveryLine(gate("advisory"), style).replaceAll(/\s+/g, " ")).toContain("missed by hours without instances");
});
