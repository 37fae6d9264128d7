import { execFileSync, type StdioOptions } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type UserDataArgs, userData } from "../../../components/compute/user-data";

const base: UserDataArgs = { environment: {}, bindings: [], startCommands: "" };
const firstStart = (args: Partial<UserDataArgs>) =>
  Buffer.from(userData("web", { ...base, ...args }), "base64").toString();

/** The script that user data installs as /opt/scalekit/settings. */
function settingsScript(args: Partial<UserDataArgs>): string {
  const [, encoded = ""] = /settings <<'END'\n([^']*?)\nEND/.exec(firstStart(args)) ?? [];
  return Buffer.from(encoded, "base64").toString();
}

/** Runs the real script in a folder of its own, with an `aws` and a `curl` that answer from a table. */
function run(args: Partial<UserDataArgs>, answers: Readonly<Record<string, string>>, what = "fetch") {
  const root = mkdtempSync(join(tmpdir(), "user-data-"));
  try {
    mkdirSync(join(root, "bin"));
    mkdirSync(join(root, "etc"));
    mkdirSync(join(root, "answers"));
    for (const [name, value] of Object.entries(answers)) writeFileSync(join(root, "answers", name), value);
    program(join(root, "bin", "aws"), `#!/bin/bash\necho "$AWS_DEFAULT_REGION $*" >> "${root}/calls"\n${AWS}`);
    program(join(root, "bin", "curl"), `#!/bin/bash\n${CURL}`);
    program(join(root, "bin", "sleep"), "#!/bin/bash\n");
    const script = settingsScript(args).replaceAll("/etc/web", join(root, "etc", "web"));
    const options = {
      env: { PATH: `${join(root, "bin")}:${process.env.PATH}`, ROOT: root },
      encoding: "utf8",
      stdio: QUIET,
    } as const;
    execFileSync("bash", ["-c", script, "settings", what], options);
    const file = join(root, "etc", "web.env");
    const read = what === "fetch" ? execFileSync("bash", ["-c", `set -a; . ${file}; env -0`], options) : "";
    return {
      file: what === "fetch" ? readFileSync(file, "utf8") : "",
      calls: readFileSync(join(root, "calls"), "utf8").trim().split("\n"),
      variables: Object.fromEntries(
        read.split("\0").map((line) => [line.split("=", 1)[0], line.replace(/^[^=]*=/, "")]),
      ),
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function program(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

/** Bash that finds a socket for its input takes itself for a remote shell and reads a person's own settings. */
const QUIET: StdioOptions = ["ignore", "pipe", "inherit"];
const AWS = `case "$*" in
*get-parameters-by-path*) cat "$ROOT/answers/names" ;;
*describe-auto-scaling-instances*) cat "$ROOT/answers/state" ;;
*complete-lifecycle-action*) ;;
*) while [ $# -gt 0 ]; do case "$1" in --name|--secret-id) cat "$ROOT/answers/\${2//\\//_}" ;; esac; shift; done ;;
esac`;
const CURL = `case "$*" in *placement/region*) echo eu-west-1 ;; *instance-id*) echo i-1 ;; *) echo token ;; esac`;

const binding = {
  store: "orders",
  access: "write",
  parameters: { ORDERS_HOST: "/shop/prod/orders/writer" },
  secrets: { ORDERS_SECRET: "shop/prod/orders/credentials" },
} as const;
const secret = JSON.stringify({ username: "o", password: "a\"b'c$HOME`id`\\d e" });

describe("user data", () => {
  test("is shell that bash accepts", () => {
    for (const text of [firstStart({ startCommands: "echo hi" }), settingsScript({ launchHook: "web-launch" })]) {
      expect(() => execFileSync("bash", ["-n", "-c", text], { stdio: QUIET })).not.toThrow();
    }
  });

  test("writes settings, parameters and secrets so that a shell reads back exactly what was stored", () => {
    const { variables, calls } = run(
      { environment: { MODE: 'it\'s $HOME `id` \\ "x"' }, bindings: [binding], parameterPrefix: "/shop/prod/web" },
      {
        names: "/shop/prod/web/LEVEL\n/shop/prod/web/not-a-variable\n",
        _shop_prod_web_LEVEL: "debug",
        _shop_prod_orders_writer: "db.example",
        shop_prod_orders_credentials: secret,
      },
    );
    expect(variables).toMatchObject({
      MODE: 'it\'s $HOME `id` \\ "x"',
      ORDERS_HOST: "db.example",
      ORDERS_SECRET: secret,
      LEVEL: "debug",
    });
    expect(calls.every((call) => call.startsWith("eu-west-1 "))).toBe(true);
    expect(calls.join("\n")).not.toContain("not-a-variable --query");
  });

  test("asks for each value once, by its exact name", () => {
    const answers = { _shop_prod_orders_writer: "db", shop_prod_orders_credentials: "s" };
    expect(run({ bindings: [binding] }, answers).calls).toEqual([
      "eu-west-1 --output text ssm get-parameter --with-decryption --name /shop/prod/orders/writer --query Parameter.Value",
      "eu-west-1 --output text secretsmanager get-secret-value --secret-id shop/prod/orders/credentials --query SecretString",
    ]);
  });

  test("says that it is ready only where Auto Scaling waits for that", () => {
    const callsIn = (state: string) =>
      run({ launchHook: "web-launch" }, { state: `web-group-1 ${state}\n` }, "ready").calls;
    expect(callsIn("InService")).toHaveLength(1);
    for (const state of ["Pending:Wait", "Warmed:Pending:Wait"]) {
      expect(callsIn(state)[1]).toBe(
        "eu-west-1 autoscaling complete-lifecycle-action --lifecycle-hook-name web-launch --auto-scaling-group-name web-group-1 --instance-id i-1 --lifecycle-action-result CONTINUE",
      );
    }
  });

  test("holds no value of a secret, only its name", () => {
    expect(settingsScript({ bindings: [binding] })).toContain("shop/prod/orders/credentials");
  });

  test("refuses names that are no environment variables, and what EC2 would not take", () => {
    expect(() => userData("web", { ...base, environment: { "A B": "x" } })).toThrow('"A B" cannot be the name');
    expect(() => userData("web", { ...base, environment: { A: "x".repeat(20_000) } })).toThrow("EC2 takes 16384");
  });
});
