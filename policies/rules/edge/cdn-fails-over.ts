import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { behavioursOf, choosesOrigin, originIndex, patternOf } from "../../facts/behaviours";
import { endsOfName, regionsOf } from "../../facts/dns";
import { regionsOfWorld } from "../../facts/whole";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { UnseenValue } from "../../world/unseen";
import type { World } from "../../world/world";

const bucket = (region: string) => ({ originId: region, domainName: `assets.s3.${region}.amazonaws.com` });

const compliant: Sample = {
  resources: [
    { type: TYPES.vpc, name: "vpc-eu", region: "eu-west-1" },
    { type: TYPES.vpc, name: "vpc-us", region: "us-east-1" },
    {
      type: TYPES.distribution,
      name: "cdn",
      region: "us-east-1",
      inputs: {
        enabled: true,
        origins: [bucket("eu-west-1"), bucket("us-east-1")],
        originGroups: [{ originId: "both", members: [{ originId: "eu-west-1" }, { originId: "us-east-1" }] }],
        defaultCacheBehavior: { targetOriginId: "both", allowedMethods: ["GET", "HEAD"] },
      },
    },
  ],
  declared: { regions: ["eu-west-1", "us-east-1"], rtoSeconds: 300 },
};

export const cdnFailsOver = rule({
  id: "edge/cdn-fails-over",
  title: "Each behaviour of the CDN has somewhere else to go when a region fails",
  scope: "environment",
  severity: perTier("none", "warning", "error", "error"),
  why: "A behaviour with one origin in one region is down with that region. An origin group moves only GET, HEAD and OPTIONS: writes need a name that fails over by DNS.",
  source:
    "CloudFront Developer Guide, optimise high availability with origin failover, https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
  fix: "point reads at an origin group over two regions, and writes at a name whose records fail over",
  types: [TYPES.distribution, TYPES.edgeFunction, TYPES.record],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_310", note: "only that an origin group exists" },
    { tool: "security-hub", id: "CloudFront.4", note: "only that an origin group exists" },
    { tool: "prowler", id: "cloudfront_distributions_multiple_origin_failover_configured", note: "same" },
  ],
  example: {
    compliant,
    failing: changed(
      compliant,
      withInputs("cdn", { defaultCacheBehavior: { targetOriginId: "eu-west-1", allowedMethods: ["GET", "HEAD"] } }),
    ),
  },
  // In one region there is nowhere to go.
  subjects: (world) => (regionsOfWorld(world).length < 2 ? [] : world.all(TYPES.distribution)),
  judge(cdn, world) {
    if (world.flag(cdn, "enabled") === false) return undefined;
    return behavioursOf(cdn, world).map((at) => judgeBehaviour(cdn, at, world));
  },
});

function judgeBehaviour(cdn: GraphResource, at: string, world: World): Verdict {
  const path = patternOf(cdn, at, world);
  const target = world.text(cdn, `${at}.targetOriginId`) ?? "";
  const group = originIndex(cdn, "originGroups", target, world);
  // DNS behind the first origin moves every method.
  const first = group === undefined ? target : membersOf(cdn, group, world)[0];
  const byName = regionsOfOrigin(cdn, first ?? "", world);
  if (byName.length > 1) return pass(path);
  const writes = world.texts(cdn, `${at}.allowedMethods`).some((method) => !READS.includes(method));
  const more = { key: path, input: group === undefined ? at.replace(/\[.*/, "") : "originGroups" };
  if (group === undefined) {
    if (choosesOrigin(cdn, at, world) && !writes) return pass(path);
    return fail(
      `sends ${path} to ${byName[0] ?? target} only: no origin group, and its name leads to one region`,
      more,
    );
  }
  const regions = [...new Set(membersOf(cdn, group, world).flatMap((id) => regionsOfOrigin(cdn, id, world)))];
  if (regions.length < 2) return fail(`has both origins for ${path} in ${regions[0] ?? "one region"}`, more);
  if (writes)
    return fail(`takes writes on ${path}, which its origin group does not move: only GET, HEAD and OPTIONS`, more);
  return judgeWait(cdn, first ?? "", path, world);
}

/** CloudFront asks the first origin so often and so long before it moves. Defaults 3 and 10 s [CF-FAIL]. */
function judgeWait(cdn: GraphResource, origin: string, path: string, world: World): Verdict {
  const index = originIndex(cdn, "origins", origin, world);
  const attempts = world.number(cdn, `origins[${index}].connectionAttempts`) ?? 3;
  const timeout = world.number(cdn, `origins[${index}].connectionTimeout`) ?? 10;
  const objective = world.declares("rtoSeconds");
  if (objective === undefined || attempts * timeout <= objective) return pass(path);
  return fail(
    `waits ${attempts} x ${timeout} s for ${origin} before it moves ${path}, where recovery may take ${objective} s`,
    {
      key: path,
      input: "origins",
    },
  );
}

const READS = ["GET", "HEAD", "OPTIONS"];

const membersOf = (cdn: GraphResource, group: number, world: World): readonly string[] =>
  world
    .list(cdn, `originGroups[${group}].members`)
    .map((_, index) => world.text(cdn, `originGroups[${group}].members[${index}].originId`) ?? "");

function regionsOfOrigin(cdn: GraphResource, id: string, world: World): readonly string[] {
  const index = originIndex(cdn, "origins", id, world);
  if (index === undefined) throw new UnseenValue(`origin ${id} of ${cdn.name}`);
  const host = world.text(cdn, `origins[${index}].domainName`);
  const ends = endsOfName(host ?? "", world);
  const regions = regionsOf(ends);
  if (regions.length === 0) throw new UnseenValue(ends.unread[0] ?? `where ${host} leads`);
  return regions;
}
