import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, withInputs, withMore, without } from "../../../../policies/change-sample";
import { nodeAutoscalerCanAct } from "../../../../policies/rules/k8s/node-autoscaler-can-act";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

/** Lays properties over the autoscaler's container. */
const withContainer =
  (over: Readonly<Record<string, unknown>>): Change =>
  (sample) => ({
    ...sample,
    resources: sample.resources.map((resource) => {
      if (resource.name !== "autoscaler") return resource;
      const inputs = structuredClone(resource.inputs) as { spec: { template: { spec: { containers: object[] } } } };
      Object.assign(inputs.spec.template.spec.containers[0] ?? {}, over);
      return { ...resource, inputs };
    }),
  });
const policy = (Action: string) =>
  withInputs("scaling", { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] }) });

describeRule(nodeAutoscalerCanAct, {
  rows: [
    ["no rights to pods and nodes", without("sees"), "fail", /may not watch/],
    [
      "rights to pods alone",
      withInputs("see", { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["watch"] }] }),
      "fail",
      /may not watch/,
    ],
    ["a role that was not read", without("see"), "pass"],
    [
      "a lease that it may not update",
      withInputs("lease", { rules: [{ apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["get"] }] }),
      "fail",
      /lease/,
    ],
    [
      "no lease, and none asked for",
      [without("leases"), withContainer({ command: ["./cluster-autoscaler", "--leader-elect=false"] })],
      "pass",
    ],
    ["an account that was made elsewhere", without("account", "sees"), "unknown", /rights of the service account/],
    ["no identity", without("identity"), "fail", /no identity of AWS's/],
    ["keys of its own", [without("identity"), withContainer({ env: [{ name: "AWS_ACCESS_KEY_ID" }] })], "pass"],
    [
      "a role by annotation",
      [
        without("identity"),
        withInputs("account", {
          metadata: {
            name: "cluster-autoscaler",
            namespace: "kube-system",
            annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/scales" },
          },
        }),
      ],
      "pass",
    ],
    ["the nodes' rights", [without("identity"), withInputs("nodes", { nodeRoleArn: ref("scales") })], "pass"],
    ["a role without a policy", without("scaling"), "fail", /has no policy/],
    ["a policy for something else", policy("s3:*"), "fail", /may not call autoscaling:SetDesiredCapacity/],
    ["a policy by star", policy("autoscaling:Set*"), "pass"],
    ["a policy that is not known", withInputs("scaling", { policy: UNKNOWN }), "unknown", /policy of scaling/],
    [
      "a policy of one's own",
      [
        without("scaling"),
        withMore(
          { type: TYPES.policy, name: "own", inputs: { policy: "{}" } },
          {
            type: TYPES.rolePolicyAttachment,
            name: "attached",
            inputs: { role: ref("scales"), policyArn: ref("own") },
          },
        ),
      ],
      "fail",
      /may not call/,
    ],
    [
      "another port",
      withContainer({ ports: [{ name: "metrics", containerPort: 8080 }] }),
      "fail",
      /answers at port 8085/,
    ],
    [
      "another port on purpose",
      withContainer({
        command: ["./cluster-autoscaler", "--address=:8080"],
        ports: [{ name: "metrics", containerPort: 8080 }],
      }),
      "pass",
    ],
    ["no probe", withContainer({ livenessProbe: undefined }), "pass"],
    ["another program", withContainer({ image: "registry.k8s.io/coredns/coredns:v1.12.0" }), "does not apply"],
  ],
});
