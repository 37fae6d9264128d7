import { estimate } from "../../blueprints/cost/estimate";
import { editsOf, type SavingChange } from "../../blueprints/cost/savings";
import { totalOf } from "../../blueprints/cost/totals";
import { declaredTraffic } from "../../blueprints/cost/traffic";
import type { Tier } from "../../blueprints/tiers/tier";
import { clock, DEFAULT_BOUNDS } from "../../cli/check/bounds";
import { planSide, SynthCache } from "../../cli/check/side";
import { withEdits } from "../../cli/cost/savings";
import { provePlan } from "../../cli/prove/prove-plan";
import { decisive, missesHours } from "../../cli/prove/result";

/** What a manifest costs and proves, planned anew from its text. */
export interface Outcome {
  readonly usd: number;
  /** Scenarios that miss an objective, and promised hours without instances. */
  readonly missed: readonly string[];
}

/** Plans, prices and proves a manifest with changes written into it, as a person would who reads them. */
export class Applied {
  private readonly cache = new SynthCache();

  constructor(
    private readonly text: string,
    private readonly environment: string,
    private readonly tier: Tier,
  ) {}

  async with(...changes: readonly SavingChange[]): Promise<Outcome> {
    const text = withEdits(this.text, changes.flatMap(editsOf), this.environment);
    if (text === undefined) throw new Error(`${changes.map(({ path }) => path).join(", ")} cannot be written`);
    const { environment, tier } = this;
    const planned = planSide({ text, file: "scalekit.yaml", environment, tier, lock: () => ({}) });
    if (!("plan" in planned)) throw new Error(JSON.stringify(planned));
    const resources = await this.cache.graphOf(planned, DEFAULT_BOUNDS, clock(DEFAULT_BOUNDS));
    const { manifest } = planned.resolved;
    const proof = provePlan(manifest, { resources });
    return {
      usd: totalOf(estimate({ resources }, declaredTraffic(manifest)).items).expected,
      missed: [...decisive(proof).map(({ id }) => id), ...(missesHours(proof) ? ["hours"] : [])],
    };
  }
}
