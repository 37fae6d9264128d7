import { Random } from "../fuzz/random";
import { type Environment, environmentsAt } from "./environments";
import { kindOf, type Mutant, mutantsOf } from "./operators";
import { type Result, run } from "./run";
import { shareCaught } from "./table";
import { JUDGED, verdictOf } from "./verdict";

const SEED = 7;
const TRIED = 150;
/** Below what the whole run holds (shares.ts): a sample may meet more of what is missed than its share. */
const LEAST = 0.95;

jest.setTimeout(120_000);

let environments: readonly Environment[];
beforeAll(async () => {
  environments = await environmentsAt("global");
});

/** So many of the mutants that break the environment, the same for the same seed. */
function seeded(environment: Environment, count: number) {
  const random = new Random(SEED);
  return (mutants: readonly Mutant[]): readonly Mutant[] => {
    const left = [...mutants];
    const chosen: Mutant[] = [];
    while (left.length > 0 && chosen.length < count) {
      const [mutant] = left.splice(random.below(left.length), 1);
      if (mutant && verdictOf(mutant, environment).verdict === "breaks") chosen.push(mutant);
    }
    return chosen;
  };
}

test("rules catch the share that they hold of a sample of the mutants that break an environment", () => {
  const results: Result[] = environments.flatMap((environment) => run(environment, seeded(environment, TRIED)));
  const missed = results.filter(({ by }) => by?.length === 0).map(({ kind, where }) => `${kind} (${where})`);
  expect(results).toHaveLength(TRIED * environments.length);
  // A share alone would not say what to look at.
  expect({ share: shareCaught(results) >= LEAST, missed }).toEqual({ share: true, missed });
});

test("somebody has judged every kind of mutant that facts do not refuse", () => {
  const unjudged = new Set<string>();
  for (const environment of environments) {
    const seen = new Set<string>();
    for (const mutant of mutantsOf(environment.resources)) {
      const kind = kindOf(mutant);
      if (seen.has(kind)) continue;
      seen.add(kind);
      if (verdictOf(mutant, environment).verdict === "unjudged") unjudged.add(kind);
    }
  }
  expect([...unjudged]).toEqual([]);
});

test("each judgement says one thing, with words", () => {
  for (const [key, judged] of JUDGED) {
    expect([key, Object.keys(judged)]).toEqual([key, [expect.stringMatching(/^(breaks|harmless|refused)$/)]]);
    for (const words of Object.values(judged)) expect(words).toMatch(/^[A-Z\d].{9,}[.]$/);
  }
});
