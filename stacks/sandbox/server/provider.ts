import { createHash } from "node:crypto";
import { remove, update } from "../behaviour/change";
import { checkInputs, type Refusal } from "../behaviour/check";
import { create } from "../behaviour/create";
import { type Change, diffInputs } from "../behaviour/diff";
import { isAutoNamed } from "../behaviour/kubernetes";
import { acknowledge } from "../behaviour/locate";
import { autoNamed, wasGenerated, withName } from "../behaviour/naming";
import { withUnknown } from "../behaviour/outputs";
import { madeByRandom } from "../behaviour/random";
import { read } from "../behaviour/read";
import { type Made, regionOf, type Surroundings } from "../behaviour/surroundings";
import { keepsName } from "../behaviour/unique";
import { MemoryCloud } from "../cloud/memory";
import { checkCreate } from "../rules";
import { holdsUnknown, type Properties, revealAll, text } from "../value";

export interface Difference {
  readonly changes: readonly Change[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** A simulated provider: what the wire asks, over pure behaviour and one cloud. Knows nothing of gRPC. */
export class SimulatedProvider {
  constructor(private readonly surroundings: Surroundings) {}

  /** aws, cloudflare, kubernetes or random. */
  get name(): string {
    return this.surroundings.provider;
  }

  /** The same provider configured for a region, as each `aws.Provider` is. */
  configured(region: string): SimulatedProvider {
    return new SimulatedProvider({ ...this.surroundings, region });
  }

  check(
    type: string,
    name: string,
    olds: Properties,
    news: Properties,
    seed: Uint8Array,
  ): { inputs: Properties; refusals: readonly Refusal[] } {
    const refusals = checkInputs(type, news);
    // Where the engine sends no seed (older ones), the name still has to be stable.
    const random = seed.length > 0 ? seed : createHash("sha256").update(`${type}/${name}`).digest();
    return { inputs: withName(type, name, news, olds, random), refusals };
  }

  diff(type: string, id: string, oldInputs: Properties, news: Properties): Difference {
    acknowledge(type, id, oldInputs, this.surroundings);
    const changes = [...diffInputs(type, oldInputs, news), ...this.regionChange(type, oldInputs, news)];
    const replaces = [...new Set(changes.filter((change) => change.replaces).map(({ path }) => path))];
    const deleteBeforeReplace = replaces.length > 0 && this.nameInTheWay(type, oldInputs, news);
    return { changes, replaces, deleteBeforeReplace };
  }

  create(type: string, urn: string, inputs: Properties, preview: boolean): Made {
    if (preview) return { id: "", properties: this.previewed(type, inputs) };
    if (type.startsWith("random:")) return madeByRandom(type, urn, inputs);
    return create(type, urn, inputs, this.surroundings);
  }

  update(
    type: string,
    id: string,
    olds: Properties,
    oldInputs: Properties,
    news: Properties,
    preview: boolean,
  ): Properties {
    const { __defaults: _, ...inputs } = news;
    if (preview || type.startsWith("random:")) return { ...olds, ...inputs };
    return update(type, id, olds, oldInputs, news, this.surroundings);
  }

  delete(type: string, id: string, state: Properties): void {
    if (!type.startsWith("random:")) remove(type, id, state, this.surroundings);
  }

  read(
    type: string,
    id: string,
    properties: Properties,
    inputs: Properties,
  ): { id?: string; properties: Properties; inputs: Properties } | undefined {
    // @pulumi/random keeps its values in state only.
    if (type.startsWith("random:")) return { properties, inputs };
    return read(type, id, properties, inputs, this.surroundings);
  }

  /**
   * What follows from the inputs alone is judged in the preview too. What stands in the cloud is not looked at: the same
   * run may change or make it before this resource's turn comes.
   */
  private previewed(type: string, inputs: Properties): Properties {
    const { __defaults: _, ...own } = inputs;
    const { account } = this.surroundings;
    if (!holdsUnknown(inputs) && !type.startsWith("random:"))
      checkCreate({
        type,
        properties: revealAll(own),
        region: regionOf(own, this.surroundings),
        account,
        cloud: new MemoryCloud(),
        preview: true,
      });
    return withUnknown(type, own);
  }

  /** A name that the program chose stays taken until the old one is gone. */
  private nameInTheWay(type: string, olds: Properties, news: Properties): boolean {
    if (type.startsWith("kubernetes:") && isAutoNamed(news)) return false;
    const named = autoNamed(type)?.property;
    if (named !== undefined && wasGenerated(news, named)) return false;
    return keepsName(type, revealAll(olds), revealAll(news));
  }

  private regionChange(_type: string, olds: Properties, news: Properties): readonly Change[] {
    const [before, after] = [text(olds, "region"), text(news, "region")];
    return before === after || before === "" || after === ""
      ? []
      : [{ path: "region", kind: "update", replaces: true }];
  }
}
