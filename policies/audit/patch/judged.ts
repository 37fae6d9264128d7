import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Declared } from "../../declared";
import type { Judgement } from "../../evaluate";
import type { Rule } from "../../rule";
import type { World } from "../../world/world";
import type { Settings } from "./settings";

/** What was judged: the graph's world, the rules that were run over it, and what they said. */
export interface Judged {
  readonly world: World;
  readonly rules: readonly Rule[];
  readonly judgements: readonly Judgement[];
  readonly declared?: Declared;
  readonly checkpoint?: () => void;
  /** Whether the owner's language can say these changes; default: all. */
  readonly writable?: (resource: GraphResource, set: Settings) => boolean;
}
