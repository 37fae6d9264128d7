import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, withInputs, withResource } from "../../../../policies/change-sample";
import { registryRegion } from "../../../../policies/facts/images";
import { imageInRegion } from "../../../../policies/rules/store/image-in-region";
import { container, manifests, workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

const image = (region: string) => `111122223333.dkr.ecr.${region}.amazonaws.com/shop/web:1.4.2`;
const task = (...definitions: readonly unknown[]) =>
  withInputs("web", { containerDefinitions: JSON.stringify(definitions) });
/** A deployment in place of the task. */
const deployment = (text: unknown, region: string): readonly Change[] => [
  () => manifests,
  withInputs("shop", workloadSpec({ containers: [container({ image: text })] })),
  withResource("shop", { region }),
];

describeRule(imageInRegion, {
  rows: [
    ["the task runs elsewhere", withResource("web", { region: "ap-south-1" }), "fail", /starts web in ap-south-1 from/],
    [
      "a second container",
      task({ name: "web", image: image("us-east-1") }, { name: "log", image: image("eu-west-1") }),
      "fail",
      /starts log in us-east-1 from a registry in eu-west-1/,
    ],
    ["an image of nobody's region", task({ name: "web", image: "public.ecr.aws/nginx/nginx:1.27" }), "does not apply"],
    ["an image of the hub", task({ name: "web", image: "nginx:1.27" }), "does not apply"],
    ["definitions that are not known", withInputs("web", { containerDefinitions: UNKNOWN }), "unknown"],
    ["definitions that are no JSON", withInputs("web", { containerDefinitions: "[{" }), "unknown"],
    ["an image that is not known", task({ name: "web" }), "unknown", /image of web/],
    ["a deployment at home", deployment(image("us-east-1"), "us-east-1"), "pass"],
    [
      "a deployment elsewhere",
      deployment(image("us-east-1"), "eu-west-1"),
      "fail",
      /in eu-west-1 from a registry in us/,
    ],
    ["a deployment's image that is not known", deployment(UNKNOWN, "eu-west-1"), "unknown", /image/],
  ],
});

test.each([
  ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1", "eu-west-1"],
  ["111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/shop@sha256:ab", "us-gov-west-1"],
  ["111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/shop", "cn-north-1"],
  ["111122223333.dkr-ecr.eu-west-1.on.aws/shop", "eu-west-1"],
  ["registry.example.org/111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop", undefined],
  ["nginx", undefined],
])("the registry of %s is of %s", (reference, region) => expect(registryRegion(reference)).toBe(region));
