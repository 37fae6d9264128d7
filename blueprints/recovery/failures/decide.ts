import facts from "../../facts/recovery.json";
import type { Situation } from "../failure";
import { exactly } from "../range";
import { known, type Step } from "../step";

/** People decide: as long as their drills showed, or a planning value. */
export function decide(id: string, after: readonly string[], { demand }: Situation): Step {
  const step = known(id, "decide", "decidePeople", after);
  if (demand.decideSeconds === undefined) return step;
  const setting = { setting: "decide", value: demand.decideSeconds, origin: "written" as const, resource: "--decide" };
  return {
    ...step,
    what: "people notice, agree and act, as long as you said",
    time: exactly(demand.decideSeconds),
    basis: { kind: "setting", settings: [setting], formula: facts.times.decidePeople.what },
  };
}
