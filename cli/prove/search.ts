import { money } from "../../blueprints/cost/amount";
import { estimate } from "../../blueprints/cost/estimate";
import type { PriceBook } from "../../blueprints/cost/price-book";
import { totalOf } from "../../blueprints/cost/totals";
import { declaredTraffic } from "../../blueprints/cost/traffic";
import { setValue } from "../../blueprints/manifest/edit";
import { type Change, changesOf, choicesOf } from "../../blueprints/recovery/changes";
import { everyStep } from "../../blueprints/recovery/prove";
import { drawTopology } from "../../blueprints/topology/draw";
import { clock, DEFAULT_BOUNDS } from "../check/bounds";
import { placeIn } from "../check/fix";
import { type Planned, planSide, type SideInput, SynthCache } from "../check/side";
import { demandWith, type ProveOptions, provePlan } from "./prove-plan";
import { decisive, type PricedChoice, type ProveResult, type Sufficient } from "./result";

/** Changes at once, at the most. */
const MOST_CHANGES = 3;

/** Dozens of plans are made; what takes longer than this would not end. */
const MOST_SECONDS = 300;

export interface SearchInput extends Omit<SideInput, "text"> {
  readonly text: string;
  /** What choices are ranked by. Default: the prices that scalekit comes with. */
  readonly prices?: PriceBook;
}

/**
 * Searches the listed changes for what makes each missed scenario meet its objectives: every choice of up to three that touch
 * the scenario is planned, proved and priced anew, but for those that contain one that suffices already. No change of the list
 * lowers a price, so the cheapest is among them.
 * @param progress told how many plans were made, after each
 * @throws ScalekitError SK6004 where it takes too long
 */
export async function searchChanges(
  input: SearchInput,
  result: ProveResult,
  options: ProveOptions,
  progress: (plans: number) => void = () => undefined,
): Promise<readonly Sufficient[]> {
  const search = new Search(input, options, progress);
  const before = await search.planned([]);
  if (!before) return [];
  const found: Sufficient[] = [];
  for (const { id } of decisive(result)) found.push(await search.sufficient(id, before));
  return found;
}

class Search {
  private readonly cache = new SynthCache();
  private readonly checkpoint = clock({ ...DEFAULT_BOUNDS, seconds: MOST_SECONDS });
  private readonly made = new Map<string, Promise<Trial | undefined>>();

  constructor(
    private readonly input: SearchInput,
    private readonly options: ProveOptions,
    private readonly progress: (plans: number) => void,
  ) {}

  /** The manifest with these changes, planned; undefined where it is not valid any more. Each choice is planned once. */
  planned(changes: readonly Change[]): Promise<Trial | undefined> {
    const key = JSON.stringify(changes);
    const there = this.made.get(key) ?? this.make(changes);
    this.made.set(key, there);
    this.progress(this.made.size);
    return there;
  }

  private async make(changes: readonly Change[]): Promise<Trial | undefined> {
    const text = changed(this.input, changes);
    const planned = text === undefined ? [] : planSide({ ...this.input, text });
    if (!("plan" in planned)) return undefined;
    return { planned, resources: await this.cache.graphOf(planned, DEFAULT_BOUNDS, this.checkpoint) };
  }

  async sufficient(scenario: string, before: Trial): Promise<Sufficient> {
    const relevant: Change[] = [];
    const steps = this.steps(scenario, before);
    for (const each of changesOf(before.planned.resolved.manifest)) {
      const trial = await this.planned([each]);
      if (trial && this.steps(scenario, trial) !== steps) relevant.push(each);
    }
    const all = choicesOf(relevant, MOST_CHANGES);
    const choices: PricedChoice[] = [];
    for (const changes of all) {
      if (choices.some((found) => found.changes.every((each) => changes.includes(each)))) continue;
      const trial = await this.planned(changes);
      if (trial && this.suffices(scenario, trial)) choices.push(this.priced(changes, before, trial));
    }
    return { scenario, choices: byPrice(choices), relevant: relevant.length, of: all.length };
  }

  private priced(changes: readonly Change[], before: Trial, after: Trial): PricedChoice {
    const [was, is] = [before, after].map((trial) => this.costOf(trial)) as [Cost, Cost];
    return { changes, usd: money(is.usd - was.usd), unpriced: Math.max(0, is.unpriced - was.unpriced) };
  }

  private costOf({ planned, resources }: Trial): Cost {
    const { items, unpriced } = estimate({ resources }, declaredTraffic(planned.resolved.manifest), this.input.prices);
    return { usd: totalOf(items).expected, unpriced: unpriced.length };
  }

  private suffices(scenario: string, { planned, resources }: Trial): boolean {
    const options = { ...this.options, scenarios: [scenario] };
    return decisive(provePlan(planned.resolved.manifest, { resources }, options)).length === 0;
  }

  /** All that may happen in a scenario, wherever it strikes, as one text to compare. */
  private steps(scenario: string, { planned, resources }: Trial): string {
    const { manifest } = planned.resolved;
    const topology = drawTopology({ resources }, { services: Object.keys(manifest.services) });
    return JSON.stringify(
      everyStep(topology, demandWith(manifest, this.options), scenario).map(({ id, time }) => [id, time]),
    );
  }
}

interface Cost {
  readonly usd: number;
  readonly unpriced: number;
}

/** The cheapest first; of the same price those that are known whole, then the fewest changes, then as they were tried. */
const byPrice = (choices: readonly PricedChoice[]): readonly PricedChoice[] =>
  [...choices].sort((a, b) => a.usd - b.usd || a.unpriced - b.unpriced || a.changes.length - b.changes.length);

interface Trial {
  readonly planned: Planned;
  readonly resources: Awaited<ReturnType<SynthCache["graphOf"]>>;
}

/** The manifest's text with the changes; undefined where one does not fit into it. */
function changed({ text, environment = "production" }: SearchInput, changes: readonly Change[]): string | undefined {
  return changes.reduce<string | undefined>((edited, { path, to }) => {
    if (edited === undefined) return undefined;
    const outcome = setValue(edited, placeIn(text, path, environment), to);
    return outcome.ok ? outcome.value : undefined;
  }, text);
}
