import type { Sayings } from "../../blueprints/capacity/draw";
import { nearest } from "../../blueprints/problems/nearest";
import type { Topology } from "../../blueprints/topology/topology";
import { asked } from "./traffic";

/** Holds names that flags say against what the topology has. @throws ScalekitError SK9007 */
export function demandNames(
  { skew, sends, workSeconds, workers, fails }: Sayings,
  { channels, stores }: Topology,
): void {
  const lines = [...new Set(channels.map(({ name }) => name))];
  const topics = [...new Set(channels.flatMap((each) => each.topics))];
  demand("skew", skew, [...stores.map(({ name }) => name), ...lines]);
  const tables = stores.flatMap(({ kind, name }) => (kind === "table" ? [name] : []));
  demand("sends", sends, [...lines, ...topics, ...tables]);
  demand("work", workSeconds, lines);
  demand("workers", workers, lines);
  // A shard of a stream waits for what fails; only a queue lets others pass.
  const queues = channels.flatMap(({ kind, name }) => (kind === "stream" ? [] : [name]));
  demand("fails", fails, [...new Set(queues)], ", or is no queue");
}

function demand(
  flag: string,
  said: Readonly<Record<string, number>> | undefined,
  names: readonly string[],
  or = "",
): void {
  const unknown = Object.keys(said ?? {}).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, names);
  throw asked(
    `--${flag} names ${unknown.slice(0, 80) || "nothing"}, which is not there${or}`,
    names.length > 0 ? `one of ${names.join(", ")}` : "nothing: there is none",
    near === undefined ? `leave --${flag} out, or take a name that is there` : `did you mean ${near}?`,
  );
}
