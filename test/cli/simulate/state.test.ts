import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { simulate } from "../../../cli/commands/simulate";
import { exampleText } from "../../support/examples";
import { expectGolden } from "../../support/golden";
import { fakeIo } from "../support";

jest.setTimeout(120_000);

const REGION = "eu-west-1";
const arn = (service: string, rest: string): string => `arn:aws:${service}:${REGION}:111122223333:${rest}`;
const resource = (type: string, name: string, attributes: Record<string, unknown>) => ({
  mode: "managed",
  type,
  name,
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances: [{ attributes }],
});

/** A web group, a queue before a function, and a topic before the queue. */
const state = JSON.stringify({
  version: 4,
  terraform_version: "1.9.0",
  resources: [
    resource("aws_autoscaling_group", "web", {
      name: "web",
      arn: arn("autoscaling", "autoScalingGroup:1:autoScalingGroupName/web"),
      min_size: 10,
      max_size: 10,
    }),
    resource("aws_sqs_queue", "jobs", {
      name: "jobs",
      arn: arn("sqs", "jobs"),
      url: `https://sqs.${REGION}.amazonaws.com/111122223333/jobs`,
      message_retention_seconds: 3600,
      redrive_policy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "dead"), maxReceiveCount: 3 }),
    }),
    resource("aws_sns_topic", "news", { name: "news", arn: arn("sns", "news") }),
    resource("aws_sns_topic_subscription", "news_to_jobs", {
      topic_arn: arn("sns", "news"),
      endpoint: arn("sqs", "jobs"),
      protocol: "sqs",
      arn: arn("sns", "news:1"),
    }),
    resource("aws_lambda_function", "worker", {
      function_name: "worker",
      arn: arn("lambda", "function:worker"),
      reserved_concurrent_executions: -1,
    }),
    resource("aws_lambda_event_source_mapping", "jobs_to_worker", {
      event_source_arn: arn("sqs", "jobs"),
      function_name: arn("lambda", "function:worker"),
      scaling_config: [{ maximum_concurrency: 40 }],
      uuid: "1",
    }),
  ],
});

async function run(flags: Record<string, unknown>, manifest = exampleText("shop")) {
  const cwd = mkdtempSync(join(tmpdir(), "simulate-state-"));
  writeFileSync(join(cwd, "scalekit.yaml"), manifest);
  writeFileSync(join(cwd, "ours.tfstate"), state);
  const { io, written } = fakeIo(cwd);
  const defaults = {
    manifest: "scalekit.yaml",
    format: "text",
    details: false,
    step: "10s",
    state: ["ours.tfstate"],
    region: REGION,
  };
  return { status: await simulate.run({ ...defaults, ...flags }, io), ...written };
}

// 3,000 rps at the peak, of which a fifth send a message each: 600 a second, and 40 at once do 400.
const QUEUE = { sends: ["jobs=10%,news=10%"], work: ["jobs=100ms"], peak: "3000rps", mix: [`${REGION}=100%`] };

describe("simulate --state", () => {
  const schema = JSON.parse(readFileSync(join(__dirname, "../../../docs/schemas/simulate.schema.json"), "utf8"));
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

  test("sends messages of what is served through the queue that stands there", async () => {
    const { stdout } = await run({ ...QUEUE, format: "json" });
    const document = JSON.parse(stdout);
    validate(document);
    expect(validate.errors).toBeNull();
    const [web] = document.services;
    const [jobs] = document.channels;
    expect(jobs).toMatchObject({
      name: "jobs",
      kind: "queue",
      perRequest: 0.2,
      keptSeconds: 3600,
      workers: { limit: 40 },
    });
    expect(jobs.came).toBe(Math.floor(web.served * 0.2));
    expect(jobs.refused + jobs.worked + jobs.waiting + jobs.expired).toBe(jobs.came);
    expect(jobs.backlog.messages).toBeGreaterThan(0);
    expect(document.ceiling.limits.find(({ kind }: { kind: string }) => kind === "channel")).toMatchObject({
      rps: 2000,
    });
    expect(document.notSimulated).toEqual(["api"]);
  });

  test("says it in words, and what of a queue nobody said", async () => {
    const { stdout } = await run(QUEUE);
    expectGolden(join(__dirname, "golden/state-queue.txt"), stdout);
    const { stdout: silent } = await run({ peak: "100rps", mix: [`${REGION}=100%`] });
    expect(silent.replaceAll(/\s+/g, " ")).toContain(
      "jobs in eu-west-1 is not simulated: nobody says how many messages a request sends (--sends)",
    );
  });

  test("ends with 1 where messages are too old before anybody does them", async () => {
    const { status, stdout } = await run({ ...QUEUE, work: ["jobs=400ms"], format: "json" });
    expect(JSON.parse(stdout).channels[0].expired).toBeGreaterThan(0);
    expect(status).toBe(1);
  });

  test("brings messages back on which work fails, and sets them aside", async () => {
    const { stdout } = await run({ ...QUEUE, fails: ["jobs=50%"], format: "json" });
    const document = JSON.parse(stdout);
    validate(document);
    expect(validate.errors).toBeNull();
    const [jobs] = document.channels;
    // Hidden for 30 s, of which work takes a tenth of one.
    expect(jobs.failing).toEqual({ share: 0.5, backSeconds: 29.9, tries: 3, setsAside: true });
    expect(jobs.setAside).toBeGreaterThan(0);
    expect(jobs.refused + jobs.worked + jobs.waiting + jobs.expired + jobs.setAside).toBe(jobs.came);
    // Work that fails by half is done 1.75 times for each message.
    expect(document.ceiling.limits.find(({ kind }: { kind: string }) => kind === "channel").rps).toBeCloseTo(
      2000 / 1.75,
      0,
    );
    const { stdout: words } = await run({ ...QUEUE, fails: ["jobs=50%"] });
    expect(words.replaceAll(/\s+/g, " ")).toMatch(
      /work fails [\d,]+ times, and they come back; [\d,]+ set aside after 3 tries/,
    );
  });

  test("says which services of the manifest nothing serves, and refuses a system that serves none of them", async () => {
    const { stdout } = await run(QUEUE);
    expect(stdout).toContain("  - api is not simulated: nothing that is there serves it\n");
    const { stdout: markdown } = await run({ ...QUEUE, format: "markdown" });
    expect(markdown).toContain("- api is not simulated: nothing that is there serves it");
    const elsewhere = exampleText("shop").replaceAll("web:", "shopfront:").replaceAll("api:", "checkout:");
    await expect(run(QUEUE, elsewhere)).rejects.toMatchObject({
      problem: { code: "SK9007", expected: "one of aws_autoscaling_group.web, aws_lambda_function.worker" },
      exitStatus: 2,
    });
  });

  test.each([
    [{ sends: ["jbos=1"] }, /did you mean jobs/],
    [{ fails: ["news=10%"] }, /or is no queue/],
    [{ fails: ["jobs=110%"] }, /more than all of it/],
    [{ work: ["news=1s"] }, /one of jobs/],
    [{ sends: ["jobs=lots"] }, /jobs=20%/],
    [{ workers: ["jobs=1.5"] }, /jobs=40/],
  ])("refuses %j", async (flags, words) => {
    const error = await run(flags).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ problem: { code: "SK9007" }, exitStatus: 2 });
    expect(JSON.stringify(error)).toMatch(words);
  });
});
