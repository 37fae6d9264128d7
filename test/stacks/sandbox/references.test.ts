import { simulatedTypes } from "../../../stacks/sandbox/facts/facts";
import { Bench } from "./bench";
import { goodInputs, makeGood, nameOf, referencesOf, withValue } from "./neighbours";

// Generated from the table of references: for every simulated type and each property that names another resource, what
// is there is accepted and what is not is refused.

const cases = simulatedTypes()
  .filter((type) => type.startsWith("aws:"))
  .flatMap((type) => referencesOf(type).map(([path, reference]) => ({ type, path, reference })));

/** CloudFront takes certificates and web ACLs of us-east-1 only. */
const HOME: Readonly<Record<string, string>> = { "aws:cloudfront/distribution:Distribution": "us-east-1" };

describe.each(cases)("$path of $type", ({ type, path, reference }) => {
  const plain = path.replaceAll("[]", "");
  const make = (bench: Bench, value: string) =>
    bench.make(type, "asked", withValue(bench, type, goodInputs(bench, type), path, value));

  it.each(reference.by)("takes what is there, by its %s", (by) => {
    const bench = new Bench();
    const target = makeGood(bench.in(HOME[type] ?? bench.region), reference.to);
    make(bench, nameOf(target, by));
    if (reference.blocks) expect(() => bench.delete(target)).toThrow(/DependencyViolation|BucketNotEmpty/);
  });

  if (reference.mayPreexist) {
    it("takes what the account may have had before", () => {
      make(new Bench(), "ZBEFORE");
    });
    return;
  }

  it("refuses what is not there", () => {
    const missing = "arn:aws:service:eu-west-1:111122223333:none/none";
    expect(() => make(new Bench(), missing)).toThrow(`NotFound: ${plain} names ${missing}, which does not exist`);
  });

  it(`${reference.anyRegion ? "takes" : "refuses"} what is in another region`, () => {
    const bench = new Bench();
    const name = nameOf(makeGood(bench.in("us-east-1"), reference.to), reference.by[0] ?? "id");
    const attempt = () => make(bench, name);
    if (reference.anyRegion) attempt();
    else expect(attempt).toThrow(`NotFound: ${plain} names ${name}, which does not exist in eu-west-1`);
  });
});
