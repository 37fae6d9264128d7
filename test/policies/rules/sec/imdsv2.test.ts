import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { imdsv2 } from "../../../../policies/rules/sec/imdsv2";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const none = withInputs("web", { metadataOptions: undefined });
const defaults = (region: string) =>
  withMore({ type: TYPES.metadataDefaults, name: "defaults", region, inputs: { httpTokens: "required" } });
const instance = (inputs: Record<string, unknown>) => withMore({ type: TYPES.instance, name: "one", inputs });

describeRule(imdsv2, {
  rows: [
    ["nothing written", none, "fail", /leaves it to the image/],
    ["the account's default", [none, defaults("eu-west-1")], "pass"],
    ["another region's default", [none, defaults("us-east-1")], "fail"],
    ["no metadata at all", withInputs("web", { metadataOptions: { httpEndpoint: "disabled" } }), "pass"],
    ["not known", withInputs("web", { metadataOptions: UNKNOWN }), "unknown"],
    ["an instance without", instance({}), "fail"],
    ["an instance of the template", instance({ launchTemplate: { id: ref("web") } }), "pass"],
    [
      "an instance that lays its own over the template's",
      instance({ launchTemplate: { id: ref("web") }, metadataOptions: { httpTokens: "optional" } }),
      "fail",
      /tokens optional/,
    ],
    [
      "an instance that says something else than its template",
      instance({ launchTemplate: { id: ref("web") }, metadataOptions: { httpPutResponseHopLimit: 2 } }),
      "pass",
    ],
    [
      "an instance that says nothing of tokens, as its template",
      [
        withInputs("web", { metadataOptions: { httpEndpoint: "enabled" } }),
        instance({ launchTemplate: { id: ref("web") }, metadataOptions: { instanceMetadataTags: "enabled" } }),
      ],
      "fail",
      /leaves it to the image/,
    ],
    [
      "an instance that switches metadata on again",
      [
        withInputs("web", { metadataOptions: { httpEndpoint: "disabled" } }),
        instance({ launchTemplate: { id: ref("web") }, metadataOptions: { httpEndpoint: "enabled" } }),
      ],
      "fail",
    ],
    [
      "a template that was not read",
      instance({ launchTemplate: { id: "lt-0123" } }),
      "unknown",
      /launchTemplate of one/,
    ],
    [
      "a template that was not read, below tokens of the instance's own",
      instance({ launchTemplate: { id: "lt-0123" }, metadataOptions: { httpTokens: "required" } }),
      "pass",
    ],
    [
      "an account's default that leaves it open",
      [none, withMore({ type: TYPES.metadataDefaults, name: "open", inputs: { httpTokens: "no-preference" } })],
      "fail",
    ],
    [
      "a launch configuration",
      withMore({ type: TYPES.launchConfiguration, name: "old", inputs: { metadataOptions: {} } }),
      "fail",
    ],
  ],
});
