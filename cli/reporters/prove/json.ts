import type { Change } from "../../../blueprints/recovery/changes";
import type { Proof } from "../../../blueprints/recovery/prove";
import { isEndless } from "../../../blueprints/recovery/range";
import type { Saving } from "../../../blueprints/recovery/savings";
import type { Step } from "../../../blueprints/recovery/step";
import type { UserPoint } from "../../../blueprints/recovery/users";
import type { Setting } from "../../../blueprints/topology/topology";
import { decisive, fails, missesHours, missesYears, type ProveResult, type Sufficient } from "../../prove/result";
import { rangeJson, tenths } from "./range-json";
import { basisWords } from "./words";

/** The document that others may build on (docs/schemas/prove.schema.json): fields are added, never changed. */
export function proveJson(result: ProveResult): unknown {
  const { project, environment, tier, objectives, proofs, without, topology, strict, inputs } = result;
  return {
    schemaVersion: "1",
    project,
    environment: environment ?? null,
    tier: tier ?? null,
    objectives: objectives ?? null,
    ...(inputs && { inputs }),
    strict,
    meets: decisive(result).length === 0 && !missesYears(result) && !missesHours(result),
    scenarios: proofs.map((proof) => proofJson(proof, result)),
    notApplicable: without,
    unseen: topology.unseen,
    hoursWithoutInstances: result.offHours.map(({ service, region, hours, promised }) => ({
      service,
      region,
      hoursAWeek: hours,
      meets: promised === undefined,
    })),
    ...(result.years && { availability: result.years }),
    ...(result.sufficient && { sufficient: result.sufficient.map(sufficientJson) }),
  };
}

const pointJson = ({ fromSeconds, share }: UserPoint) => ({ fromSeconds: tenths(fromSeconds), share });

const sufficientJson = ({ scenario, choices, relevant, of }: Sufficient) => ({
  scenario,
  /** The cheapest; the others are among `choices`. */
  changes: choices[0]?.changes.map(changeJson) ?? [],
  choices: choices.map(({ changes, usd, unpriced }) => ({ changes: changes.map(changeJson), usd, unpriced })),
  relevant,
  of,
});

const changeJson = ({ path, from, to }: Change) => ({ path, from, to });

const proofJson = (proof: Proof, result: ProveResult) => ({
  id: proof.id,
  title: proof.title,
  place: proof.place,
  rtoSeconds: rangeJson(proof.rto),
  readsSeconds: rangeJson(proof.reads),
  rpoSeconds: rangeJson(proof.rpo),
  meets: !fails(proof, result),
  verdict: proof.verdict,
  accepted: result.accepted.includes(proof.id),
  services: proof.services.map(({ service, objectives: promised, rto, rpo, verdict, largestRate }) => ({
    service,
    objectives: promised,
    rtoSeconds: rangeJson(rto),
    rpoSeconds: rangeJson(rpo),
    verdict,
    largestRatePerYear: rateJson(largestRate),
  })),
  path: proof.path.map(stepJson),
  losses: proof.losses.map(({ store, what, time, assumed }) => ({ store, what, seconds: rangeJson(time), assumed })),
  savings: proof.savings.map(savingJson),
  capacity: proof.capacity.map((each) => ({ ...each, carries: each.leftRps >= (each.neededRps ?? each.peakRps) })),
  errorShare: proof.errors ?? null,
  errorsOverTime: proof.users?.map(pointJson) ?? null,
  errorsByService: proof.byService.map(({ service, users }) => ({ service, errorsOverTime: users.map(pointJson) })),
  failedSeconds: proof.failed ? rangeJson(proof.failed) : null,
  assumedShare: proof.assumedShare ?? null,
  largestRatePerYear: rateJson(proof.largestRate),
  notes: proof.notes,
});

const rateJson = (rate: number | undefined): number | null => (rate === undefined ? null : Number(rate.toPrecision(3)));

function stepJson(step: Step) {
  const { kind, what, time, basis, needs } = step;
  return {
    step: what,
    kind,
    seconds: isEndless(time) ? "unbounded" : tenths(time.typical),
    range: rangeJson(time),
    basis: basis.kind,
    because: basisWords(step),
    ...(basis.kind === "setting" && { formula: basis.formula, settings: basis.settings.map(settingJson) }),
    ...(basis.kind === "documented" && { source: basis.source }),
    ...(basis.kind === "measured" && { said: basis.said }),
    ...("date" in basis && { date: basis.date }),
    ...(needs && { controlPlane: needs }),
  };
}

const settingJson = ({ setting, value, origin, resource, source }: Setting) => ({
  setting,
  value: value ?? null,
  origin,
  resource,
  source: source ?? null,
});

const savingJson = ({ setting, to, seconds }: Saving) => ({
  ...settingJson(setting),
  to,
  savesSeconds: tenths(seconds),
});
