import { setValue } from "../../blueprints/manifest/edit";
import { type Change, changesOf, choicesOf } from "../../blueprints/recovery/changes";
import { everyStep } from "../../blueprints/recovery/prove";
import { drawTopology } from "../../blueprints/topology/draw";
import { clock, DEFAULT_BOUNDS } from "../check/bounds";
import { placeIn } from "../check/fix";
import { type Planned, planSide, type SideInput, SynthCache } from "../check/side";
import { demandWith, type ProveOptions, provePlan } from "./prove-plan";
import { decisive, type ProveResult, type Sufficient } from "./result";

/** Changes at once, at the most. */
const MOST_CHANGES = 3;

/** Dozens of plans are made; what takes longer than this would not end. */
const MOST_SECONDS = 300;

export type SearchInput = Omit<SideInput, "text"> & { readonly text: string };

/**
 * Searches the listed changes for the fewest that make each missed scenario meet its objectives: every choice of up to three
 * that touch the scenario is planned and proved anew.
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
    for (const changes of choicesOf(relevant, MOST_CHANGES)) {
      const trial = await this.planned(changes);
      if (trial && this.suffices(scenario, trial)) return { scenario, changes, relevant: relevant.length };
    }
    return { scenario, changes: [], relevant: relevant.length };
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
