import { basename, dirname, resolve } from "node:path";
import type { Options } from "yargs";
import type { Answers } from "../../blueprints/manifest/write";
import { TIERS } from "../../blueprints/tiers/tier";
import type { Command, Io } from "../command";
import { manifestOptions } from "../options";

const RUNS = ["instances", "kubernetes"] as const;
const DATA = ["aurora-postgresql", "aurora-mysql", "postgres", "mysql", "none"] as const;
const CDN = ["cloudfront", "cloudflare", "none"] as const;

/** No `default` here: what is not given is asked for, or taken from init/defaults. */
const options = {
  manifest: { ...manifestOptions.manifest, describe: "manifest to write" },
  name: { type: "string", describe: "name of the project (default: the folder's)" },
  tier: { type: "string", choices: TIERS, describe: "tier to start at (default: starter)" },
  region: { type: "string", describe: "primary region (default: AWS_REGION, or us-east-1)" },
  secondary: { type: "string", array: true, describe: "further region; may be repeated" },
  domain: { type: "string", describe: "domain under which people reach it (default: NAME.example.com)" },
  runs: { type: "string", choices: RUNS, describe: "what services run on (default: instances)" },
  data: { type: "string", choices: DATA, describe: "data store (default: aurora-postgresql)" },
  cdn: { type: "string", choices: CDN, describe: "CDN in front (default: cloudfront)" },
  "cloudflare-zone": { type: "string", describe: "id of the Cloudflare zone" },
  "cloudflare-account": { type: "string", describe: "id of the Cloudflare account" },
  yes: {
    alias: "y",
    type: "boolean",
    default: false,
    describe: "ask nothing; take the defaults for what is not given",
  },
  force: { type: "boolean", default: false, describe: "overwrite an existing manifest" },
} as const satisfies Record<string, Options>;

export const init: Command = {
  command: "init",
  describe: "write a commented manifest: ask on a terminal, or take flags",
  examples: [
    ["scalekit init", "ask, then write scalekit.yaml"],
    ["scalekit init --tier growth --yes", "without questions"],
    ["scalekit init --name shop --tier global --region eu-west-1 --secondary us-east-1 --yes", "two regions"],
  ],
  options,
  async run(args, io) {
    const { completeAnswers, checkedManifest } = await import("../init/answers.js");
    const { saveManifest, refuseExisting } = await import("../init/save.js");
    const { withRisks } = await import("../init/risks.js");
    const flags = args as unknown as InitFlags;
    const path = resolve(io.cwd, flags.manifest);
    await refuseExisting(path, flags);
    const given = fromFlags(flags);
    const asked = wantsToAsk(flags, io) ? await ask(given, path, io) : given;
    const answers = completeAnswers(asked, { folder: basename(dirname(path)), region: io.env.AWS_REGION });
    await saveManifest(path, await withRisks(checkedManifest(answers, flags.manifest), path), flags);
    io.stdout.write(`wrote ${flags.manifest}\n`);
    io.stderr.write(
      "next: `scalekit plan` shows what it becomes; `scalekit up --sandbox` runs it without a cloud account\n",
    );
    return 0;
  },
};

interface InitFlags {
  readonly manifest: string;
  readonly name?: string;
  readonly tier?: Answers["tier"];
  readonly region?: string;
  readonly secondary?: readonly string[];
  readonly domain?: string;
  readonly runs?: Answers["runs"];
  readonly data?: Answers["data"];
  readonly cdn?: Answers["cdn"];
  readonly "cloudflare-zone"?: string;
  readonly "cloudflare-account"?: string;
  readonly yes: boolean;
  readonly force: boolean;
}

function fromFlags(flags: InitFlags): Partial<Answers> {
  const { name, tier, region, secondary, domain, runs, data, cdn } = flags;
  const [zone, account] = [flags["cloudflare-zone"], flags["cloudflare-account"]];
  const given = { name, tier, region, secondaries: secondary, domain, runs, data, cdn };
  const cloudflare =
    zone === undefined && account === undefined ? {} : { cloudflare: { zone: zone ?? "", account: account ?? "" } };
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)), ...cloudflare };
}

const wantsToAsk = (flags: InitFlags, io: Io): boolean => !flags.yes && io.stdin.isTTY === true;

async function ask(given: Partial<Answers>, path: string, io: Io): Promise<Partial<Answers>> {
  const { askAnswers } = await import("../init/prompts.js");
  return askAnswers(given, { folder: basename(dirname(path)), region: io.env.AWS_REGION }, io);
}
