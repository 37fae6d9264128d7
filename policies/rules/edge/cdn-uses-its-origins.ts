import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.distribution,
      name: "cdn",
      inputs: {
        origins: [
          { originId: "app", domainName: "origin.example.com" },
          { originId: "files", domainName: "files.example.com" },
        ],
        defaultCacheBehavior: { targetOriginId: "app" },
        orderedCacheBehaviors: [{ pathPattern: "/static/*", targetOriginId: "files" }],
      },
    },
  ],
};

export const cdnUsesItsOrigins = rule({
  id: "edge/cdn-uses-its-origins",
  title: "Every origin of a distribution is asked for something",
  scope: "resource",
  severity: perTier("warning", "warning", "warning", "warning"),
  why: "An origin that no path leads to is what a lost cache behaviour leaves behind: its files are asked of another origin, which does not have them.",
  source:
    "CloudFront Developer Guide, cache behavior settings (path pattern, origin), https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html",
  fix: "add a cache behaviour for the origin's paths, or remove the origin",
  types: [TYPES.distribution],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("cdn", { orderedCacheBehaviors: undefined })) },
  subjects: (world) => world.all(TYPES.distribution),
  judge(cdn, world): readonly Verdict[] | undefined {
    const behaviours = [
      "defaultCacheBehavior",
      ...world.list(cdn, "orderedCacheBehaviors").map((_, at) => `orderedCacheBehaviors[${at}]`),
    ];
    // A function may choose the origin of each request.
    const functions = ["functionAssociations", "lambdaFunctionAssociations"];
    if (behaviours.some((at) => functions.some((input) => world.has(cdn, `${at}.${input}`)))) return undefined;
    const asked = new Set(behaviours.map((at) => world.text(cdn, `${at}.targetOriginId`) ?? ""));
    world.list(cdn, "originGroups").forEach((_, group) => {
      if (!asked.has(world.text(cdn, `originGroups[${group}].originId`) ?? "")) return;
      world.list(cdn, `originGroups[${group}].members`).forEach((_member, at) => {
        asked.add(world.text(cdn, `originGroups[${group}].members[${at}].originId`) ?? "");
      });
    });
    return world.list(cdn, "origins").map((_, at): Verdict => {
      const id = world.text(cdn, `origins[${at}].originId`) ?? "";
      if (asked.has(id)) return pass(id);
      return fail(`asks ${id} for nothing: no cache behaviour leads to it`, { key: id, input: `origins[${at}]` });
    });
  },
});
