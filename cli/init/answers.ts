import { loadManifest } from "../../blueprints/manifest/load";
import { nameFrom } from "../../blueprints/manifest/name";
import { KNOWN_REGIONS } from "../../blueprints/manifest/regions";
import { type Answers, writeManifest } from "../../blueprints/manifest/write";
import { nearest } from "../../blueprints/problems/nearest";
import { type Problem, ScalekitError } from "../../blueprints/problems/problem";

/** What is known of the place where the manifest will stand. */
export interface Surroundings {
  readonly folder: string;
  readonly region?: string | undefined;
}

/** The default of each question; each may depend on the answers before it. */
export function completeAnswers(given: Partial<Answers>, around: Surroundings): Answers {
  const name = given.name ?? nameFrom(around.folder);
  const tier = given.tier ?? "starter";
  const region = given.region ?? (KNOWN_REGIONS.includes(around.region ?? "") ? String(around.region) : "us-east-1");
  return {
    name,
    tier,
    region,
    secondaries: given.secondaries ?? (tier === "global" ? [farFrom(region)] : []),
    domain: given.domain ?? `${name}.example.com`,
    runs: given.runs ?? "instances",
    data: given.data ?? "aurora-postgresql",
    cdn: given.cdn ?? "cloudfront",
    ...(given.cloudflare && { cloudflare: given.cloudflare }),
  };
}

/** The manifest's text; it passes, or the answer that stands in its way is named. */
export function checkedManifest(answers: Answers, shownName: string): string {
  const text = writeManifest(answers);
  const loaded = loadManifest(text, shownName);
  const [problem] = loaded.ok ? [] : loaded.problems;
  if (problem) throw new ScalekitError(aboutAnswer(problem, answers));
  return text;
}

/** The file is not written yet, so the place is the flag and not a line. */
function aboutAnswer({ message, path = "", expected, nearest: near, fix }: Problem, answers: Answers): Problem {
  const flag = FLAGS.find(([prefix]) => path.startsWith(prefix))?.[1];
  const value = path === "regions.primary" ? answers.region : undefined;
  const better = near ?? (value === undefined ? undefined : nearest(value, KNOWN_REGIONS));
  return {
    code: "SK1151",
    message: flag === undefined ? message : `--${flag}: ${message}`,
    ...(expected !== undefined && { expected }),
    ...(better !== undefined && { nearest: better }),
    fix,
  };
}

const FLAGS: readonly (readonly [path: string, flag: string])[] = [
  ["name", "name"],
  ["regions.primary", "region"],
  ["regions.secondaries", "secondary"],
  ["domain", "domain"],
  ["data.main", "data"],
  ["edge.cloudflare.zone", "cloudflare-zone"],
  ["edge.cloudflare.account", "cloudflare-account"],
  ["edge", "cdn"],
];

/** A second region on another continent's side, so that one event does not take both. */
const farFrom = (region: string): string => (region.startsWith("us-") ? "eu-west-1" : "us-east-1");
