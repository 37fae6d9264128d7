import type { Sayings } from "../../blueprints/capacity/draw";
import { nearest } from "../../blueprints/problems/nearest";
import type { Topology } from "../../blueprints/topology/topology";
import { asked } from "./traffic";

/** Holds names that flags say against what the topology has. @throws ScalekitError SK9007 */
export function demandNames({ skew, sends, workSeconds, workers }: Sayings, { channels, stores }: Topology): void {
  const lines = [...new Set(channels.map(({ name }) => name))];
  const topics = [...new Set(channels.flatMap((each) => each.topics))];
  demand("skew", skew, [...stores.map(({ name }) => name), ...lines]);
  const tables = stores.flatMap(({ kind, name }) => (kind === "table" ? [name] : []));
  demand("sends", sends, [...lines, ...topics, ...tables]);
  demand("work", workSeconds, lines);
  demand("workers", workers, lines);
}

function demand(flag: string, said: Readonly<Record<string, number>> | undefined, names: readonly string[]): void {
  const unknown = Object.keys(said ?? {}).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, names);
  throw asked(
    `--${flag} names ${unknown.slice(0, 80) || "nothing"}, which is not there`,
    names.length > 0 ? `one of ${names.join(", ")}` : "nothing: there is none",
    near === undefined ? `leave --${flag} out, or take a name that is there` : `did you mean ${near}?`,
  );
}
