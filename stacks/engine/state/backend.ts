import type { LocalWorkspace } from "@pulumi/pulumi/automation";
import regions from "../../../blueprints/facts/regions.json";
import { ScalekitError } from "../../../blueprints/problems/problem";
import { TIERS, type Tier } from "../../../blueprints/tiers/tier";
import { engineName, openWorkspace, planName, type Session } from "../session";
import { engineMessage } from "./engine-error";
import { removeBrokenAttributes } from "./repair";

/** A stack of this environment as the backend records it. */
export interface RecordedStack {
  /** The plan's name, without the sandbox's prefix. */
  readonly name: string;
  /** Undefined where it never ran. */
  readonly lastUpdate?: string;
  readonly resources: number;
  readonly tier?: Tier;
}

/** Tags work with every backend of the tested engines, state on disk included, and leave programs and outputs alone. */
const KIND = "scalekit:kind";
const TIER = "scalekit:tier";

export interface Backend {
  readonly workspace: LocalWorkspace;
  readonly stacks: readonly RecordedStack[];
}

/**
 * Lists this environment's stacks with what they record.
 * @throws ScalekitError SK3007 where the backend refuses; SK3005 where a stack is of the other kind (DECISIONS 24)
 */
export async function readBackend(session: Session): Promise<Backend> {
  if (session.place.localFolder !== undefined) removeBrokenAttributes(session.place.localFolder);
  const workspace = await openWorkspace(session);
  const listed = await ask(session, () => workspace.listStacks());
  const mine = listed.flatMap(({ name, lastUpdate, resourceCount }) => {
    const short = planName(session, name.split("/").at(-1) ?? name);
    if (short === undefined || !belongsTo(session.environment, short)) return [];
    return [{ name: short, resources: resourceCount ?? 0, ...(lastUpdate && { lastUpdate }) }];
  });
  const stacks = await Promise.all(mine.map((stack) => withTags(session, workspace, stack)));
  return { workspace, stacks: stacks.sort((a, b) => a.name.localeCompare(b.name)) };
}

/**
 * Whether a stack is one of an environment. A prefix alone would take `prod-eu-dns` of environment `prod-eu` for one of
 * `prod`, and destroy it as left over; so the rest of the name must be a key that plans have.
 */
export function belongsTo(environment: string, stack: string): boolean {
  if (!stack.startsWith(`${environment}-`)) return false;
  const key = stack.slice(environment.length + 1);
  return ["dns", "global-data", "edge"].includes(key) || key.replace(/-apps$/, "") in regions.regions;
}

async function withTags(session: Session, workspace: LocalWorkspace, stack: RecordedStack): Promise<RecordedStack> {
  const tags = await ask(session, () => workspace.listTags(engineName(session, stack.name)));
  const kind = tags[KIND];
  if (kind !== undefined && kind !== kindOf(session)) {
    throw new ScalekitError({
      code: "SK3005",
      message: `stack ${stack.name} in ${session.place.backendUrl} is ${kind}, and this is a ${kindOf(session)} run`,
      fix: session.sandbox
        ? "run without --sandbox, or use another backend"
        : "run with --sandbox, or use another backend",
    });
  }
  const tier = TIERS.find((name) => name === tags[TIER]);
  return { ...stack, ...(tier && { tier }) };
}

/** Records kind and tier of a stack, before its first resource is made: a killed run must not leave them open. */
export async function record(session: Session, workspace: LocalWorkspace, stack: string, tier: Tier): Promise<void> {
  const name = engineName(session, stack);
  await ask(session, () => workspace.setTag(name, KIND, kindOf(session)));
  await ask(session, () => workspace.setTag(name, TIER, tier));
}

/** The highest tier that any stack of the environment records: a move that was killed half-way counts as begun. */
export function recordedTier(stacks: readonly RecordedStack[]): Tier | undefined {
  const recorded = stacks.flatMap(({ tier }) => (tier ? [TIERS.indexOf(tier)] : []));
  return recorded.length > 0 ? TIERS[Math.max(...recorded)] : undefined;
}

const kindOf = (session: Session): "sandbox" | "real" => (session.sandbox ? "sandbox" : "real");

async function ask<T>(session: Session, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw new ScalekitError(
      {
        code: "SK3007",
        message: `${session.place.backendUrl}: ${engineMessage(error)}`,
        fix: "look at the backend's URL and the credentials for it",
      },
      2,
      { cause: error },
    );
  }
}
