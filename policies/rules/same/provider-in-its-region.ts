import { changed, withInputs } from "../../change-sample";
import { AWS_PROVIDER } from "../../facts/outside-types";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    { type: AWS_PROVIDER, name: "aws", inputs: { region: "eu-west-1" } },
    { type: TYPES.vpc, name: "network", inputs: { cidrBlock: "10.0.0.0/16" } },
  ],
};

export const providerInItsRegion = rule({
  id: "same/provider-in-its-region",
  title: "A stack's provider asks the region where the stack's resources are",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "A provider that is set to another region finds nothing of what is there: the next deployment makes everything anew in the other region, and forgets or deletes what serves.",
  source:
    "Pulumi AWS provider, configuration (region), https://www.pulumi.com/registry/packages/aws/installation-configuration/",
  fix: "set the provider's region to that of the stack",
  types: [AWS_PROVIDER],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("aws", { region: "sa-east-1" })) },
  subjects: (world) => world.all(AWS_PROVIDER),
  judge(provider, world) {
    const own = world.text(provider, "region");
    const providers = world.all(AWS_PROVIDER).filter(({ stack }) => stack === provider.stack);
    // Of several each has resources of its own, and the graph does not say which.
    if (own === undefined || providers.length > 1) return undefined;
    const others = world.resources.filter(
      (one) =>
        one.stack === provider.stack &&
        one.custom &&
        one.region !== undefined &&
        one.type.startsWith("aws:") &&
        !world.has(one, "region"),
    );
    if (others.length === 0) return undefined;
    const [lost] = others.filter(({ region }) => region !== own);
    if (!lost) return pass();
    return fail(`asks ${own}, and ${lost.name} is in ${lost.region}`, { input: "region", related: [lost] });
  },
});
