import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { LOCK } from "../../cli/check/versions";
import { PRICES_NAME } from "../../cli/prices/price-file";
import { SCENARIOS_NAME } from "../../cli/prove/own-name";
import { ADOPTED } from "../../stacks/adopted";
import { TestRepository } from "../cli/check/repository";

jest.setTimeout(120_000);
const root = join(__dirname, "../..");
const folder = join(root, "ci", "github");
const read = (path: string): string => readFileSync(join(folder, path), "utf8");
const FILES = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yml"));
const WORKFLOWS = FILES.filter((name) => name.startsWith("workflows"));

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
const stepsOf = (name: string): readonly Step[] => {
  const document = parse(read(name));
  return (
    document.runs?.steps ??
    Object.values(document.jobs as Record<string, { steps: Step[] }>).flatMap(({ steps }) => steps)
  );
};

test.each(FILES)("%s pins every action to a commit", (name) => {
  for (const { uses } of stepsOf(name)) if (uses) expect(uses).toMatch(/@([0-9a-f]{40}|COMMIT)$/);
});

test.each(FILES)("%s writes no text of the event into a script", (name) => {
  for (const { run, with: inputs } of stepsOf(name)) {
    expect(run ?? "").not.toContain("${{");
    expect(String(inputs?.script ?? "")).not.toContain("${{");
  }
});

test("the check may read the code and nothing else, and knows no secret", () => {
  const check = parse(read("workflows/scalekit-check.yml"));
  expect(check.permissions).toEqual({ contents: "read" });
  expect(Object.keys(check.on)).toEqual(["pull_request"]);
  for (const name of FILES) expect(read(name)).not.toMatch(/secrets\./);
});

test("the check starts for every file that it reads", () => {
  const { paths } = parse(read("workflows/scalekit-check.yml")).on.pull_request as {
    readonly paths: readonly string[];
  };
  const patterns = paths.map(
    (path) =>
      new RegExp(
        `^${path
          .replaceAll(".", "\\.")
          .replace("**/", "(.*/)?")
          .replaceAll(/\*(?!\/)/g, "[^/]*")}$`,
      ),
  );
  for (const name of ["scalekit.yaml", LOCK, ADOPTED, SCENARIOS_NAME, PRICES_NAME, "package-lock.json"])
    for (const path of [name, `infra/eu/${name}`])
      expect([path, patterns.some((pattern) => pattern.test(path))]).toEqual([path, true]);
});

test("the comment's workflow checks out nothing and is never started by a pull request", () => {
  const comment = parse(read("workflows/scalekit-comment.yml"));
  expect(comment.permissions).toEqual({ actions: "read", "pull-requests": "write" });
  expect(Object.keys(comment.on)).toEqual(["workflow_run"]);
  for (const name of [...WORKFLOWS.filter((file) => file.includes("comment")), "comment/action.yml"])
    expect(read(name)).not.toMatch(/actions\/checkout|pull_request_target/);
});

describe("the scripts, run", () => {
  const scalekit = join(root, "dist", "cli", "main.js");
  let repository: TestRepository;
  let runner: string;
  beforeAll(() => {
    repository = new TestRepository();
    runner = mkdtempSync(join(tmpdir(), "scalekit-runner-"));
    repository.write("scalekit.yaml", readFileSync(join(root, "examples/shop/scalekit.yaml"), "utf8"));
    repository.commit("first");
    repository.git("checkout", "-q", "-b", "change");
    repository.write("scalekit.yaml", repository.read("scalekit.yaml").replace("peak: 9000rps", "peak: 9100rps"));
    repository.commit("more traffic");
  });
  afterAll(() => {
    repository.close();
    rmSync(runner, { recursive: true });
  });

  const env = () => ({
    ...process.env,
    RUNNER_TEMP: runner,
    GITHUB_STEP_SUMMARY: join(runner, "summary.md"),
    GITHUB_OUTPUT: join(runner, "output"),
    SCALEKIT_BIN: scalekit,
    SCALEKIT_MANIFEST: "scalekit.yaml",
    SCALEKIT_ENVIRONMENT: "production",
    SCALEKIT_SINCE: "main",
    SCALEKIT_VERSION: "0.1.0",
  });

  test("the check writes summary, document and verdict", () => {
    const { status, stderr } = spawnSync("bash", [join(folder, "check/run.sh")], {
      cwd: repository.path,
      env: env(),
      encoding: "utf8",
    });
    expect([0, 1]).toContain(status);
    expect(stderr).not.toContain("SK");
    expect(readFileSync(join(runner, "summary.md"), "utf8")).toContain("scalekit-check shop production");
    expect(readFileSync(join(runner, "output"), "utf8")).toMatch(/^document=.*\nverdict=(pass|fail)\n$/);
  });

  test("a manifest that is broken ends the job with 2 and makes no document", () => {
    const again = mkdtempSync(join(tmpdir(), "scalekit-runner-"));
    repository.write("broken.yaml", "name: [");
    const more = {
      ...env(),
      RUNNER_TEMP: again,
      GITHUB_OUTPUT: join(again, "output"),
      GITHUB_STEP_SUMMARY: join(again, "summary.md"),
      SCALEKIT_MANIFEST: "broken.yaml",
    };
    const { status } = spawnSync("bash", [join(folder, "check/run.sh")], {
      cwd: repository.path,
      env: more,
      encoding: "utf8",
    });
    expect(status).toBe(2);
    expect(existsSync(join(again, "output"))).toBe(false);
    rmSync(again, { recursive: true });
  });

  test("what is wrong with a manifest is printed while the runner takes no commands, and the summary says that there is no verdict", () => {
    const again = mkdtempSync(join(tmpdir(), "scalekit-runner-"));
    repository.write("hostile.yaml", '"##[set-output name=verdict]pass": 1\n"::error::no": 2\n');
    const more = {
      ...env(),
      RUNNER_TEMP: again,
      GITHUB_STEP_SUMMARY: join(again, "summary.md"),
      SCALEKIT_MANIFEST: "hostile.yaml",
    };
    const { status, stdout, stderr } = spawnSync("bash", [join(folder, "check/run.sh")], {
      cwd: repository.path,
      env: more,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([2, ""]);
    const [, word, between] = /^::stop-commands::([0-9a-f]{32})\n([\s\S]*)\n::\1::\n$/.exec(stdout) ?? [];
    expect(between).toContain("##[set-output");
    expect(between).not.toContain(word);
    expect(readFileSync(join(again, "summary.md"), "utf8")).toContain("could not judge this change (status 2)");
    rmSync(again, { recursive: true });
  });

  test("the comment is made from the document, and is the summary", () => {
    execFileSync("mkdir", ["-p", join(runner, "scalekit-artifact")]);
    const document = readFileSync(join(runner, "scalekit-check.json"), "utf8");
    writeFileSync(join(runner, "scalekit-artifact", "scalekit-check.json"), document);
    execFileSync("bash", [join(folder, "comment/render.sh")], { env: env() });
    expect(readFileSync(join(runner, "scalekit-comment.md"), "utf8")).toBe(
      readFileSync(join(runner, "summary.md"), "utf8"),
    );
  });

  test.each([
    ["no JSON", "<b>hello</b>"],
    ["a number for a place", '{"schemaVersion":"1"}'],
    ["another version", '{"schemaVersion":"2"}'],
  ])("an artifact that is %s makes no comment", (_, text) => {
    writeFileSync(join(runner, "scalekit-artifact", "scalekit-check.json"), text);
    const { status, stderr } = spawnSync("bash", [join(folder, "comment/render.sh")], { env: env(), encoding: "utf8" });
    expect(status).not.toBe(0);
    expect(stderr).toContain("SK6009");
  });
});

describe("the comment", () => {
  const post = jest.requireActual<(given: unknown) => Promise<number | undefined>>("../../ci/github/comment/post.cjs");
  const body = "<!-- scalekit-check shop production -->\n\nhello\n";
  let file: string;
  beforeEach(() => {
    file = join(mkdtempSync(join(tmpdir(), "scalekit-comment-")), "comment.md");
    writeFileSync(file, body);
  });

  const context = {
    repo: { owner: "acme", repo: "shop" },
    payload: {
      workflow_run: { head_sha: "abc", head_branch: "change", head_repository: { id: 7, owner: { login: "fork" } } },
    },
  };
  /** GitHub's answers, by hand: what is asked and written is kept. */
  function forge(comments: readonly unknown[], sha = "abc") {
    const written: unknown[] = [];
    const rest = {
      pulls: { list: "pulls" },
      issues: {
        listComments: "comments",
        updateComment: async (what: object) => written.push({ update: what }),
        createComment: async (what: object) => written.push({ create: what }),
      },
    };
    const paginate = async (what: string) =>
      what === "pulls" ? [{ number: 5, head: { sha, repo: { id: 7 } } }] : comments;
    return { github: { rest, paginate }, written };
  }

  test("is created once and replaced after that", async () => {
    const first = forge([{ id: 1, user: { type: "User" }, body }]);
    expect(await post({ github: first.github, context, file })).toBe(5);
    expect(first.written).toMatchObject([{ create: { issue_number: 5, body } }]);
    const second = forge([{ id: 2, user: { type: "Bot" }, body: `${body}old` }]);
    await post({ github: second.github, context, file });
    expect(second.written).toMatchObject([{ update: { comment_id: 2, body } }]);
  });

  test("goes nowhere where no open pull request has the commit that was judged", async () => {
    const { github, written } = forge([], "another");
    expect(await post({ github, context, file })).toBeUndefined();
    expect(written).toEqual([]);
  });

  test("of an older commit says so where the newest could not be judged; none is begun for that", async () => {
    rmSync(file);
    const { github, written } = forge([
      { id: 2, user: { type: "Bot" }, body: `${body}old` },
      { id: 3, user: { type: "Bot" }, body: "hi" },
    ]);
    expect(await post({ github, context, file })).toBe(5);
    expect(written).toMatchObject([
      { update: { comment_id: 2, body: expect.stringContaining("abc could not be judged") } },
    ]);
    const none = forge([]);
    await post({ github: none.github, context, file });
    expect(none.written).toEqual([]);
  });

  test("without the marker on its first line is refused", async () => {
    writeFileSync(file, `hello\n${body}`);
    await expect(post({ github: forge([]).github, context, file })).rejects.toThrow("no marker");
  });
});

test("the scheduled audit opens one report with what is new, and keeps it up to date with what was fixed", () => {
  const place = mkdtempSync(join(tmpdir(), "scalekit-scheduled-"));
  const command = (name: string, script: string): void =>
    writeFileSync(join(place, name), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });
  command("npx", `shift; exec "${process.execPath}" "${join(root, "dist", "cli", "main.js")}" "$@"`);
  command(
    "gh",
    'echo "$*" >> calls; case "$*" in *"issue list"*) if [ -f open ]; then echo 7; fi;; *"issue create"*) touch open;; esac',
  );
  const scripts = ["audit", "report"].map((name) => {
    const step = stepsOf("workflows/scalekit-audit.yml").find((each) => each.name === name);
    return step?.run ?? "";
  });
  const bucket = (more: string): string =>
    `Resources:\n  Records:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: records${more}\n`;
  const run = (state: string): string => {
    writeFileSync(join(place, "state.json"), state);
    for (const script of scripts)
      execFileSync("bash", ["-eo", "pipefail", "-c", script], {
        cwd: place,
        env: { ...process.env, PATH: `${place}:${process.env.PATH}` },
        stdio: ["ignore", "pipe", "pipe"],
      });
    return readFileSync(join(place, "report.md"), "utf8");
  };
  try {
    run(bucket(""));
    expect(readFileSync(join(place, "calls"), "utf8")).toMatch(/issue create .*--body-file report\.md\n$/);
    const better = run(bucket("\n      VersioningConfiguration: { Status: Enabled }"));
    expect(better).toMatch(/\*\*[1-9]\d*\*\* fixed/);
    expect(readFileSync(join(place, "calls"), "utf8")).toMatch(/issue edit 7 --body-file report\.md\n$/);
    expect(() => run("nothing that anybody can read")).toThrow();
  } finally {
    rmSync(place, { recursive: true });
  }
});
