import { loadManifest } from "../../../blueprints/manifest/load";
import type { Problem } from "../../../blueprints/problems/problem";
import { Said, type Section, withValue } from "./said";
import { ANY_CONTAINER, ANY_IMAGE } from "./where";

/** Every round takes one value out or changes one, and a manifest has no more values than this. */
const MOST_ROUNDS = 400;

/**
 * The manifest once it passes: what the schema or the meaning refuses is replaced by a value that stands in, with a question
 * that says what was there. A state may hold anything; a manifest may not.
 */
export function settled(draft: Section, write: (manifest: Section) => string): Section {
  let manifest = draft;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const loaded = loadManifest(write(manifest), "scalekit.yaml");
    if (loaded.ok) return manifest;
    const [problem] = loaded.problems;
    const next = problem && repaired(manifest, problem);
    if (!next) throw new Error(`an inferred manifest does not pass: ${problem?.message}`);
    manifest = next;
  }
  throw new Error("an inferred manifest does not pass");
}

function repaired(manifest: Section, problem: Problem): Section | undefined {
  const steps = (problem.path ?? "").split(".").filter((step) => step !== "");
  const meant = byMeaning(manifest, problem, steps);
  if (meant) return meant;
  // The nearest value at or above what is refused: a list's member takes its list along.
  for (let length = steps.length; length > 0; length--) {
    const path = steps.slice(0, length);
    const there = at(manifest, path);
    if (there === undefined) continue;
    const stand = standIn(manifest, path, problem.message);
    if (stand && there instanceof Said && there.question === stand.question) return undefined;
    return withValue(manifest, path, stand);
  }
  return undefined;
}

/** Refusals that another value than the refused one puts right. */
function byMeaning(manifest: Section, { code, message }: Problem, steps: readonly string[]): Section | undefined {
  switch (code) {
    case "SK1108":
      return withValue(
        manifest,
        ["routing"],
        Said.ask("active-passive", `how does every region reach the writer? ${message}`),
      );
    case "SK1111":
      return withValue(manifest, ["tier"], Said.ask("scale", `move the data to Aurora first? ${message}`));
    case "SK1119":
    case "SK1110":
    case "SK1124":
      return withValue(
        manifest,
        ["sessions", "global"],
        Said.ask(false, `should sessions span the regions? ${message}`),
      );
    case "SK1125":
      return withValue(manifest, [...steps.slice(0, 2), "replicaScaling"], undefined);
    default:
      return undefined;
  }
}

function at(manifest: Section, path: readonly string[]): Said | Section | undefined {
  let node: Said | Section | undefined = manifest;
  for (const step of path) {
    if (!node || node instanceof Said) return undefined;
    node = node.get(step);
  }
  return node;
}

/** What stands in for a value that must be there; undefined leaves it to the tier. */
function standIn(manifest: Section, path: readonly string[], why: string): Said | undefined {
  const [top = "", name = "", field = ""] = path;
  const ask = (value: Said["value"]): Said => Said.ask(value, `what is it? What was found is not accepted: ${why}`);
  if (path.length === 1 && top === "name") return ask("app");
  if (top === "domain") return ask("app.example.com");
  if (top === "regions" && name === "primary") return ask("us-east-1");
  if (top === "services" && field === "image" && path.length === 3) {
    const runs = at(manifest, ["services", name, "runs"]);
    return ask(runs instanceof Said && runs.value === "kubernetes" ? ANY_CONTAINER : { ssm: ANY_IMAGE });
  }
  if (top === "services" && field === "paths") return ask([`/${name}/*`]);
  return undefined;
}
