import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [{ type: TYPES.launchTemplate, name: "web", inputs: { metadataOptions: { httpTokens: "required" } } }],
};

export const imdsv2 = rule({
  id: "sec/imdsv2",
  title: "Instances hand out their metadata only to requests with a session token",
  scope: "resource",
  severity: perTier("warning", "error", "error", "error"),
  why: "A request that an attacker makes a service send reads the role's credentials from the metadata, and the whole fleet has that role.",
  source:
    "Configure the Instance Metadata Service options, https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
  fix: "set metadataOptions.httpTokens to required",
  types: [TYPES.launchTemplate, TYPES.launchConfiguration, TYPES.instance, TYPES.metadataDefaults],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_79", note: "doesn't see the account's default" },
    { tool: "security-hub", id: "EC2.8" },
    { tool: "security-hub", id: "AutoScaling.3" },
    { tool: "trivy", id: "AWS-0028" },
    { tool: "trivy", id: "AWS-0130" },
  ],
  example: {
    compliant,
    failing: changed(compliant, withInputs("web", { metadataOptions: { httpTokens: "optional" } })),
  },
  subjects: (world) => world.all(TYPES.launchTemplate, TYPES.launchConfiguration, TYPES.instance),
  judge(subject, world) {
    const { value: tokens, from } = option(subject, "httpTokens", world);
    if (tokens === "required" || (tokens === undefined && accountRequires(subject, world))) return pass();
    if (option(subject, "httpEndpoint", world).value === "disabled") return pass();
    return fail(
      tokens === undefined
        ? "leaves it to the image whether metadata needs a session token, where they have to be required"
        : `has session tokens ${tokens} for its metadata, where they have to be required`,
      { input: "metadataOptions", ...(from !== subject && { related: [from] }) },
    );
  },
});

/**
 * One option of an instance's metadata and who says it: each by itself, the instance before its template
 * [docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html, order of precedence].
 */
function option(subject: GraphResource, name: string, world: World) {
  const path = `metadataOptions.${name}`;
  const own = world.text(subject, path);
  if (own !== undefined || !world.has(subject, "launchTemplate")) return { value: own, from: subject };
  const [template] = world.follow(subject, "launchTemplate", TYPES.launchTemplate);
  return template ? { value: world.text(template, path), from: template } : { value: own, from: subject };
}

/** The account's default for the region stands in where neither instance nor template says anything, above the image's. */
const accountRequires = (subject: GraphResource, world: World): boolean =>
  world
    .all(TYPES.metadataDefaults)
    .some((defaults) => defaults.region === subject.region && world.text(defaults, "httpTokens") === "required");
