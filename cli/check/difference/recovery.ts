import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Own } from "../../../blueprints/recovery/own/read";
import type { Proof } from "../../../blueprints/recovery/prove";
import { provePlan } from "../../prove/prove-plan";
import { decisive, type ProveResult } from "../../prove/result";
import type { Planned } from "../side";
import type { Recovered, RecoveryDifference, ScenarioDifference } from "./difference";

/** One side of a comparison: what is planned, what its programs register, and the team's own scenarios then. */
export interface Provable {
  readonly planned: Planned;
  readonly resources: readonly GraphResource[];
  readonly own?: Own;
}

/** How recovery differs, scenario by scenario, each side against the objectives that it states itself. */
export function recoveryDifference(before: Provable | undefined, after: Provable): RecoveryDifference {
  const now = proved(after);
  const old = before && proved(before);
  const ids = [...new Set([...now.proofs, ...(old?.proofs ?? [])].map(({ id }) => id))];
  return {
    scenarios: ids
      .map((id): ScenarioDifference => {
        const [earlier, later] = [recovered(old, id), recovered(now, id)];
        return { id, ...(earlier && { before: earlier }), ...(later && { after: later }) };
      })
      .filter((scenario) => !old || differs(scenario)),
    missed: decisive(now).map(({ id }) => id),
  };
}

const proved = ({ planned, resources, own }: Provable): ProveResult =>
  provePlan(planned.resolved.manifest, { resources }, own && { own });

function recovered(result: ProveResult | undefined, id: string): Recovered | undefined {
  const proof = result?.proofs.find((each) => each.id === id);
  return proof && seen(proof);
}

const seen = ({ rto, rpo, verdict }: Proof): Recovered => ({ rto, rpo, verdict });

function differs({ before, after }: ScenarioDifference): boolean {
  if (!before || !after) return true;
  return (
    asRead(before.rto.typical) !== asRead(after.rto.typical) ||
    asRead(before.rpo.typical) !== asRead(after.rpo.typical) ||
    before.verdict !== after.verdict
  );
}

/** Reports round to seconds, from ten minutes on to minutes: what reads the same is the same. */
const asRead = (seconds: number): number => (seconds < 600 ? Math.round(seconds) : Math.round(seconds / 60) * 60);
