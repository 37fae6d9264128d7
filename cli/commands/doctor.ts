import type { CheckResult } from "../../stacks/account/check";
import type { Command, Io } from "../command";
import { type LoadedPlan, loadPlan, type PlanFlags } from "../load-plan";
import { manifestOptions, outputOptions } from "../options";
import { doctorText } from "../reporters/doctor";

interface Flags extends PlanFlags {
  readonly format: "text" | "json";
  readonly permissions: boolean;
  readonly refresh: boolean;
  readonly endpoint?: string;
}

export const doctor: Command = {
  command: "doctor",
  describe: "what is found and missing: here, and with --env in the cloud account before a real run",
  examples: [
    ["scalekit doctor", "this machine: Node, engine, Go, manifest"],
    ["scalekit doctor --env production", "the account too: regions, rights, quotas, DNS zone, tokens"],
    ["scalekit doctor --env production --permissions", "the least IAM policy for this plan, as JSON"],
    ["scalekit doctor --env production --refresh", "write account id, zones and prefix lists to scalekit.lock.json"],
  ],
  options: {
    ...manifestOptions,
    ...outputOptions,
    permissions: { type: "boolean", default: false, describe: "print the least IAM policy that the plan needs" },
    refresh: {
      type: "boolean",
      default: false,
      describe: "ask the account and write what it says to scalekit.lock.json",
    },
    endpoint: { type: "string", describe: "URL of an AWS emulator to ask instead of AWS" },
  },
  async run(args, io) {
    const flags = args as unknown as Flags;
    if (flags.permissions) return printPermissions(flags, io);
    const { examineMachine } = await import("../../stacks/account/machine.js");
    const results: CheckResult[] = [...(await examineMachine(io.env))];
    if (flags.env !== undefined || flags.refresh) {
      const loaded = await loadPlan(flags, io);
      if (!loaded) return 2;
      if (flags.refresh) await refresh(loaded, flags, io);
      results.push(...(await examineAccount(loaded, flags, io)));
    }
    const bad = results.some(({ status }) => status === "missing");
    io.stdout.write(
      flags.format === "json"
        ? `${JSON.stringify({ schemaVersion: "1", ok: !bad, checks: results }, null, 2)}\n`
        : doctorText(results, { color: io.color }),
    );
    return bad ? 1 : 0;
  },
};

async function printPermissions(flags: Flags, io: Io): Promise<number> {
  const loaded = await loadPlan(flags, io);
  if (!loaded) return 2;
  const { leastPolicy } = await import("../../stacks/account/permissions.js");
  const { plan } = loaded;
  const { policy, unknownTypes } = leastPolicy(await graphOf(loaded), {
    account: plan.account,
    regions: plan.stacks.map(({ region }) => region),
  });
  io.stdout.write(`${JSON.stringify(policy, null, 2)}\n`);
  if (unknownTypes.length > 0)
    io.stderr.write(`The rights that these types need are not known; add them by hand: ${unknownTypes.join(", ")}\n`);
  return 0;
}

async function examineAccount(loaded: LoadedPlan, flags: Flags, io: Io): Promise<readonly CheckResult[]> {
  const [{ examine }, { accountClients }, { resolveNs }] = await Promise.all([
    import("../../stacks/account/doctor.js"),
    import("../../stacks/account/clients.js"),
    import("node:dns/promises"),
  ]);
  return examine({
    manifest: loaded.resolved.manifest,
    plan: loaded.plan,
    graph: await graphOf(loaded),
    clients: (region) => accountClients({ region, ...(flags.endpoint !== undefined && { endpoint: flags.endpoint }) }),
    resolveNs,
    env: io.env,
    fetch,
  });
}

async function refresh(loaded: LoadedPlan, flags: Flags, io: Io): Promise<void> {
  const [{ refreshLock }, { accountClients }, { lockFile, writeLock, readLockOrEmpty }] = await Promise.all([
    import("../../stacks/account/refresh.js"),
    import("../../stacks/account/clients.js"),
    import("../../stacks/lock.js"),
  ]);
  const planned = Object.fromEntries(
    loaded.plan.stacks.flatMap(({ region, parts }) =>
      parts.flatMap((part) => {
        if (part.kind !== "network") return [];
        const [a, b, c] = part.args.zones;
        return [[region, [a.zone, b.zone, c.zone] as const] as const];
      }),
    ),
  );
  const known = await refreshLock(loaded.resolved.manifest, loaded.lock, planned, (region) =>
    accountClients({ region, ...(flags.endpoint !== undefined && { endpoint: flags.endpoint }) }),
  );
  const file = lockFile(loaded.folder, false);
  writeLock(file, readLockOrEmpty(file), loaded.plan.environment, known);
  io.stderr.write(`wrote ${file}: commit it together with the manifest\n`);
}

async function graphOf({ plan, lock }: LoadedPlan) {
  const { synth } = await import("../../stacks/synth/synth.js");
  return synth(plan, { handed: lock.handed ?? {}, account: plan.account, sandbox: false });
}
