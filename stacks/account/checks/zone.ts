import { GetHostedZoneCommand } from "@aws-sdk/client-route-53";
import type { AccountCheck, AccountContext, CheckResult } from "../check";
import { findHostedZone } from "../refresh";

/** The hosted zone must exist (or is made by the DNS stack) and the world must be delegated to it, else certificates wait for ever. */
export const zone: AccountCheck = async (context) => {
  const { plan, manifest, clients } = context;
  const part = plan.stacks.flatMap(({ parts }) => parts).find(({ kind }) => kind === "zone");
  if (part?.kind !== "zone") return [];
  const { zoneName, zoneId } = part.args;
  const title = `DNS zone ${zoneName}`;
  const here = clients(manifest.regions.primary);
  const id = zoneId ?? (await findHostedZone(here, zoneName));
  if (id === undefined) {
    return [
      {
        id: "zone",
        title,
        status: "warning",
        detail: "no such zone in this account: the DNS stack makes one, and certificates wait until it is delegated",
        fix: `after \`scalekit up --only ${plan.environment}-dns\`, enter its name servers at the registrar of ${manifest.domain.name}`,
      },
    ];
  }
  const answer = await here.route53.send(new GetHostedZoneCommand({ Id: id }));
  return [await delegation(context, title, zoneName, answer.DelegationSet?.NameServers ?? [])];
};

async function delegation(
  context: AccountContext,
  title: string,
  name: string,
  ours: readonly string[],
): Promise<CheckResult> {
  const expected = ours.map((server) => server.replace(/\.$/, "").toLowerCase()).sort();
  const fix = `enter these name servers where ${name} is registered: ${expected.join(", ")}`;
  let seen: string[];
  try {
    seen = (await context.resolveNs(name)).map((server) => server.replace(/\.$/, "").toLowerCase()).sort();
  } catch {
    return {
      id: "zone",
      title,
      status: "missing",
      detail: "the zone exists, but the name is not delegated to any name server",
      fix,
    };
  }
  if (expected.some((server) => seen.includes(server)))
    return { id: "zone", title, status: "ok", detail: `delegated to ${seen.join(", ")}` };
  return {
    id: "zone",
    title,
    status: "missing",
    detail: `the world is sent to ${seen.join(", ")}, not to this zone`,
    fix,
  };
}
