import { dirname, relative, resolve } from "node:path";
import { ScalekitError } from "../../blueprints/problems/problem";
import type { Command, Io } from "../command";
import { goesOn } from "../goes-on";
import { loadPlan, type PlanFlags } from "../load-plan";
import { manifestOptions, outputOptions } from "../options";

interface Flags extends PlanFlags {
  readonly refresh: boolean;
  readonly region?: readonly string[];
  readonly output?: string;
  readonly endpoint?: string;
  readonly format: "text" | "json";
  readonly quiet?: boolean;
}

export const prices: Command = {
  command: "prices",
  describe: "the prices that `cost` counts with, their age and source; --refresh reads the AWS Price List",
  examples: [
    ["scalekit prices", "what is known of which region, and how old it is"],
    ["scalekit prices --refresh", "today's prices of the manifest's regions, into scalekit.prices.json beside it"],
    ["scalekit prices --refresh --region eu-west-1", "of one region (repeatable); the files have hundreds of MB"],
  ],
  options: {
    ...manifestOptions,
    ...outputOptions,
    refresh: { type: "boolean", default: false, describe: "download the AWS Price List and write the price file" },
    region: { type: "string", array: true, requiresArg: true, describe: "a region (default: the manifest's)" },
    output: { type: "string", requiresArg: true, describe: "file to write (default: scalekit.prices.json beside it)" },
    endpoint: { type: "string", requiresArg: true, describe: "a mirror of the price list's offer files" },
  },
  async run(args, io) {
    const flags = args as unknown as Flags;
    const folder = dirname(resolve(io.cwd, flags.manifest));
    if (flags.refresh) return refresh(flags, folder, io);
    const [{ pricesIn }, { pricesJson, pricesText }] = await Promise.all([
      import("../prices/price-file.js"),
      import("../reporters/prices.js"),
    ]);
    const { files } = pricesIn(folder);
    const width = Math.max(60, io.stdout.columns ?? 80);
    io.stdout.write(
      flags.format === "json" ? `${JSON.stringify(pricesJson(files), null, 2)}\n` : pricesText(files, width),
    );
    return 0;
  },
};

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

async function refresh(flags: Flags, folder: string, io: Io): Promise<number> {
  const regions = await regionsOf(flags, io);
  if (!regions) return 2;
  const [{ PRICE_LIST, refreshPrices }, { PRICES_NAME }, { writeWhole }] = await Promise.all([
    import("../prices/refresh.js"),
    import("../prices/price-file.js"),
    import("../write-whole.js"),
  ]);
  const { file, ambiguous } = await refreshPrices({
    regions,
    endpoint: flags.endpoint ?? PRICE_LIST,
    today: new Date().toISOString().slice(0, 10),
    signal: io.signal,
    ...(flags.quiet !== true && {
      progress: goesOn(io, (what: string, bytes: number) => `${what}: ${Math.round(bytes / 1024 / 1024)} MB`),
    }),
  });
  for (const id of ambiguous) io.stderr.write(`no price of ${id}: the list has several\n`);
  const path = flags.output === undefined ? resolve(folder, PRICES_NAME) : resolve(io.cwd, flags.output);
  writeWhole(path, `${JSON.stringify(file, null, 1)}\n`);
  const count = file.prices.reduce((sum, price) => sum + Object.keys(price.regions).length, 0);
  io.stdout.write(`wrote ${relative(io.cwd, path) || path}: ${count} prices of ${regions.join(", ")}\n`);
  return 0;
}

async function regionsOf(flags: Flags, io: Io): Promise<readonly string[] | undefined> {
  for (const region of flags.region ?? [])
    if (!REGION.test(region))
      throw new ScalekitError({
        code: "SK3051",
        message: `${JSON.stringify(region)} is no region`,
        expected: "a name such as eu-west-1",
        fix: "give the region's code",
      });
  if (flags.region) return flags.region;
  const loaded = await loadPlan(flags, io);
  if (!loaded) return undefined;
  const { primary, secondaries } = loaded.resolved.manifest.regions;
  return [primary, ...secondaries];
}
