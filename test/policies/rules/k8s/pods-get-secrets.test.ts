import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { podsGetSecrets } from "../../../../policies/rules/k8s/pods-get-secrets";
import { workloadSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

const classWith = (spec: Readonly<Record<string, unknown>>) => withInputs("secrets", { spec });
const older = classWith({ provider: "aws", parameters: {} });
const annotated = withInputs("account", {
  metadata: {
    name: "shop",
    namespace: "services",
    annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/reads" },
  },
});

describeRule(podsGetSecrets, {
  rows: [
    [
      "another account's identity",
      withInputs("identity", { serviceAccount: "other" }),
      "fail",
      /no identity is associated/,
    ],
    ["another namespace's identity", withInputs("identity", { namespace: "other" }), "fail"],
    ["a role without a policy", without("reading"), "fail", /reads, a role without any policy/],
    ["a role that was not read", withInputs("identity", { roleArn: "arn:aws:iam::111122223333:role/other" }), "pass"],
    ["the older way", [older, annotated], "pass"],
    ["the older way without a role", older, "fail", /annotations name no role/],
    ["the older way, by an account that was made elsewhere", [older, without("account")], "unknown", /account shop/],
    ["no cluster in sight", without("identity", "cluster", "nodes"), "unknown", /associations of shop/],
    ["another provider", classWith({ provider: "vault", parameters: {} }), "does not apply"],
    ["no secrets", withInputs("shop", workloadSpec()), "does not apply"],
    ["an account that is not known", withInputs("identity", { serviceAccount: UNKNOWN }), "pass"],
    ["a way that is not known", classWith({ provider: "aws", parameters: { usePodIdentity: UNKNOWN } }), "unknown"],
    [
      "an account of the namespace's",
      [
        withInputs(
          "shop",
          workloadSpec({
            volumes: [
              { csi: { driver: "secrets-store.csi.k8s.io", volumeAttributes: { secretProviderClass: "shop" } } },
            ],
          }),
        ),
      ],
      "fail",
      /account default/,
    ],
  ],
});
