import { ScalekitError } from "../../blueprints/problems/problem";
import type { CiTrust } from "../../stacks/account/bootstrap";
import type { Command, Io } from "../command";
import { confirm } from "../confirm";
import { loadPlan, type PlanFlags } from "../load-plan";
import { manifestOptions } from "../options";

interface Flags extends PlanFlags {
  readonly yes: boolean;
  readonly github?: string;
  readonly "github-environment": string;
  readonly endpoint?: string;
}

export const bootstrap: Command = {
  command: "bootstrap",
  describe: "make the state bucket, its key and the role for CI in the AWS account",
  examples: [
    ["scalekit bootstrap --env production", "state bucket and key"],
    [
      "scalekit bootstrap --env production --github acme/shop",
      "and a role that only jobs of that repository's GitHub environment can take",
    ],
  ],
  options: {
    ...manifestOptions,
    yes: { alias: "y", type: "boolean", default: false, describe: "do not ask" },
    github: { type: "string", describe: "OWNER/NAME of the GitHub repository whose jobs may run `scalekit up`" },
    "github-environment": {
      type: "string",
      default: "production",
      describe: "GitHub environment that those jobs must run in",
    },
    endpoint: { type: "string", describe: "URL of an AWS emulator to use instead of AWS" },
  },
  async run(args, io) {
    const flags = args as unknown as Flags;
    const trust = githubTrust(flags);
    const loaded = await loadPlan(flags, io);
    if (!loaded) return 2;
    const [library, { accountClients }, { leastPolicy }, { callerAccount }] = await Promise.all([
      import("../../stacks/account/bootstrap.js"),
      import("../../stacks/account/clients.js"),
      import("../../stacks/account/permissions.js"),
      import("../../stacks/account/caller.js"),
    ]);
    const region = loaded.resolved.manifest.regions.primary;
    const clients = accountClients({ region, ...(flags.endpoint !== undefined && { endpoint: flags.endpoint }) });
    const account = await callerAccount(clients, loaded.resolved.manifest.account);
    const { synth } = await import("../../stacks/synth/synth.js");
    const regions = loaded.plan.stacks.map((stack) => stack.region);
    const ci = trust && {
      ...trust,
      policy: leastPolicy(await synth(loaded.plan, { handed: {}, account, sandbox: false }), { account, regions })
        .policy,
    };
    const what = library.bootstrapPlan({ project: loaded.plan.project, account, region, ...(ci && { ci }) });
    io.stderr.write(`In account ${account}, ${region}:\n  key      ${what.keyAlias}\n  bucket   ${what.bucket}\n`);
    if (what.ci)
      io.stderr.write(
        `  role     ${what.ci.roleName}, for jobs of ${what.ci.repository} in GitHub environment ${what.ci.environment}\n`,
      );
    if (!(await confirm("Make what is missing of these?", flags.yes, io))) return 1;
    await library.bootstrap(what, clients, (step) =>
      io.stderr.write(`  ${step.outcome === "made" ? "+" : "="} ${step.what} ${step.name}\n`),
    );
    printSettings(library.settings(what), io);
    return 0;
  },
};

function printSettings(settings: Readonly<Record<string, string>>, io: Io): void {
  io.stderr.write("\nSet these wherever scalekit runs:\n");
  for (const [name, value] of Object.entries(settings)) io.stdout.write(`export ${name}='${value}'\n`);
}

function githubTrust(flags: Flags): CiTrust | undefined {
  if (flags.github === undefined) return undefined;
  // A wildcard here would let other repositories take the role.
  if (
    !/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}$/.test(flags.github) ||
    !/^[\w.-]+$/.test(flags["github-environment"])
  ) {
    throw new ScalekitError({
      code: "SK5010",
      message: `--github ${flags.github} (environment ${flags["github-environment"]}) is not one repository and one environment`,
      fix: "write OWNER/NAME exactly, without wildcards: --github acme/shop --github-environment production",
    });
  }
  return { repository: flags.github, environment: flags["github-environment"] };
}
