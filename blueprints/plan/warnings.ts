import { hoursOf, minutesOf, shareOf } from "../cron";
import { promisesEveryHour } from "../manifest/every-hour";
import type { Problem } from "../problems/problem";
import { inRegion, type PlanContext } from "./context";
import { PLACEHOLDER_PREFIX_LIST } from "./fixed";
import { regionFacts } from "./network";
import { outOfReach } from "./objectives";
import { entryPart } from "./parts/entry";
import { PLACEHOLDER_ACCOUNT } from "./plan";
import { instanceServices, kubernetesServices } from "./stacks/region";
import { absentIn, isAurora, peeredStores } from "./stores";
import { warning } from "./warning";

/** What a person should know of a plan, most weighty first. */
export function warningsOf(plan: PlanContext): readonly Problem[] {
  return [
    ...outOfReach(plan),
    ...neverGlobal(plan),
    ...waiting(plan),
    ...overPeering(plan),
    ...separateSessions(plan),
    ...peeringWithoutCopies(plan),
    ...unreached(plan),
    ...resting(plan),
    ...account(plan),
    ...prefixLists(plan),
    ...fewZones(plan),
  ];
}

const neverGlobal = (plan: PlanContext): readonly Problem[] =>
  Object.entries(plan.manifest.data).flatMap(([name, store]) =>
    isAurora(store)
      ? []
      : [
          warning(plan, "SK2001", `data.${name}.engine`, {
            message: `store ${name} (${store.engine} on RDS) can never span regions`,
            fix: `set its engine to aurora-${store.engine === "mysql" ? "mysql" : "postgresql"} before it holds data, if it may ever have to`,
          }),
        ],
  );

/** One warning for all regions that lack the same. */
function waiting(plan: PlanContext): readonly Problem[] {
  const regionsBy = new Map<string, string[]>();
  for (const region of plan.regions.slice(1)) {
    const absent = absentIn(inRegion(plan, region)).join(" and ");
    if (absent !== "") regionsBy.set(absent, [...(regionsBy.get(absent) ?? []), region]);
  }
  return [...regionsBy].map(([absent, regions]) =>
    warning(plan, "SK2006", "regions.secondaries", {
      message: `${regions.join(" and ")} ${regions.length > 1 ? "wait" : "waits"} without a copy of ${absent}: services there start, but find no data`,
      fix: "go to tier global, or make these stores global",
    }),
  );
}

const overPeering = (plan: PlanContext): readonly Problem[] =>
  peeredStores(plan)
    .filter(({ access }) => access === "all")
    .map(({ name }) =>
      warning(plan, "SK2010", `data.${name}.otherRegionsWrite`, {
        message: `store ${name} stands in ${plan.manifest.regions.primary} only; services in other regions reach it over a peering and lose it with that region`,
        fix: `set data.${name}.global to true`,
      }),
    );

function separateSessions(plan: PlanContext): readonly Problem[] {
  const { sessions, regions, routing } = plan.manifest;
  if (!sessions || sessions.global || regions.secondaries.length === 0 || routing === "active-passive") return [];
  return [
    warning(plan, "SK2007", "sessions.global", {
      message: "each region has sessions of its own; joining them later replaces the secondaries' caches",
      fix: "set sessions.global to true before the secondaries serve",
    }),
  ];
}

/** Only members of a Global Datastore are written over a peering: without one the setting says what does not happen. */
function peeringWithoutCopies(plan: PlanContext): readonly Problem[] {
  const { sessions, regions, routing } = plan.manifest;
  if (sessions?.otherRegionsWrite !== "peering" || sessions.global || regions.secondaries.length === 0) return [];
  const instead =
    routing === "active-active" ? "each region has sessions of its own" : "a region that waits has no session cache";
  return [
    warning(plan, "SK2011", "sessions.otherRegionsWrite", {
      message: `sessions are not global, so nothing is written over a peering: ${instead}, and people sign in again after a failover`,
      fix: "set sessions.global to true, or otherRegionsWrite to regional",
    }),
  ];
}

function unreached(plan: PlanContext): readonly Problem[] {
  const { manifest } = plan;
  const apart = kubernetesServices(manifest).map(([name]) => name);
  if (manifest.kubernetes?.cluster !== "existing" || apart.length === 0 || instanceServices(manifest).length === 0)
    return [];
  return [
    warning(plan, "SK2008", "kubernetes.entry", {
      message: `the origin name leads to the load balancer of the instances, not to ${apart.join(", ")} on the existing cluster`,
      fix: "run all services on one of the two, or set kubernetes.cluster to eks",
    }),
  ];
}

/** Hours without instances: what is promised cannot hold then. */
function resting(plan: PlanContext): readonly Problem[] {
  const promised = promisesEveryHour(plan.manifest);
  return instanceServices(plan.manifest).flatMap(([name, { schedule }]) => {
    if (!schedule) return [];
    const share = shareOf([
      { at: minutesOf(schedule.start) ?? [], off: false },
      { at: minutesOf(schedule.stop) ?? [], off: true },
    ]);
    return [
      warning(plan, "SK2012", `services.${name}.schedule`, {
        message: `${name} has instances in ${hoursOf(share)} of 168 hours a week; in the others nobody answers for it, and its alarms may ring`,
        fix: promised === undefined ? "nothing, if nobody needs it then" : `take the schedule away: ${promised}`,
      }),
    ];
  });
}

function account(plan: PlanContext): readonly Problem[] {
  const { manifest, lock } = plan;
  if (plan.account === PLACEHOLDER_ACCOUNT)
    return [
      warning(plan, "SK2003", "account", {
        message: `the AWS account is not known yet: ${PLACEHOLDER_ACCOUNT} stands in for it`,
        fix: "write it into the manifest, or run `scalekit doctor --refresh`",
      }),
    ];
  if (manifest.account === undefined || lock.account === undefined || manifest.account === lock.account) return [];
  return [
    warning(plan, "SK2009", "account", {
      message: `the manifest says account ${manifest.account}, the lock file ${lock.account}, which is used`,
      fix: "correct the manifest, or run `scalekit doctor --refresh` if the environment has moved",
    }),
  ];
}

const prefixLists = (plan: PlanContext): readonly Problem[] =>
  plan.regions
    .filter((region) => {
      const { acceptFrom } = entryPart(inRegion(plan, region)).args;
      return acceptFrom.cdn === "cloudfront" && acceptFrom.prefixListId === PLACEHOLDER_PREFIX_LIST;
    })
    .map((region) =>
      warning(plan, "SK2004", "regions", {
        message: `the id of CloudFront's prefix list in ${region} is not known`,
        fix: "run `scalekit doctor --refresh` before the first real `up`",
      }),
    );

const fewZones = (plan: PlanContext): readonly Problem[] =>
  plan.regions
    .filter((region) => regionFacts(region)?.fewZones === true && plan.lock.zones?.[region] === undefined)
    .map((region) =>
      warning(plan, "SK2005", "regions", {
        message: `most accounts see only two zones in ${region}; three are needed`,
        fix: "choose another region, or run `scalekit doctor --refresh` to use the account's own zones",
      }),
    );
