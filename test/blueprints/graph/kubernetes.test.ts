import { readKubernetes } from "../../../blueprints/graph/readers/kubernetes";
import { named, readingOf, refusal } from "./read";

const DEPLOYMENT = `# Source: web/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  managedFields: [{manager: kubectl}]
  annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"hunter2":1}', team: a}
spec:
  replicas: 3
  template: {spec: {containers: [{name: c, env: [{name: DB_PASSWORD, value: hunter2}, {name: MODE, value: fast}]}]}}
status: {readyReplicas: 1}
`;

describe("Kubernetes manifests", () => {
  it("become resources with what somebody wrote: no status, no book-keeping, no secret", () => {
    const outcome = readKubernetes(DEPLOYMENT, { stack: "cluster", region: "eu-west-1" });
    expect(named(outcome, "shop/web")).toMatchObject({
      id: "kubernetes::cluster::apps/v1:Deployment::shop/web",
      type: "kubernetes:apps/v1:Deployment",
      region: "eu-west-1",
      inputs: {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "web", namespace: "shop", annotations: { team: "a" } },
        spec: {
          replicas: 3,
          template: {
            spec: {
              containers: [
                {
                  name: "c",
                  env: [
                    { name: "DB_PASSWORD", value: { $secret: true } },
                    { name: "MODE", value: "fast" },
                  ],
                },
              ],
            },
          },
        },
      },
    });
    expect(JSON.stringify(outcome)).not.toContain("hunter2");
    expect(named(outcome, "shop/web").inputs).not.toHaveProperty("status");
  });

  it("are read from several documents, empty ones between them, and from lists", () => {
    const list = `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: Secret, metadata: {name: s, uid: u1}, data: {a: aHVudGVyMg==}, stringData: {b: hunter2}}
  - {apiVersion: policy/v1, kind: PodDisruptionBudgetList, items: [{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}}]}
`;
    const outcome = readKubernetes(`---\n${DEPLOYMENT}---\n# nothing\n---\n${list}`);
    expect(readingOf(outcome).resources.map(({ type }) => type)).toEqual([
      "kubernetes:apps/v1:Deployment",
      "kubernetes:core/v1:Secret",
      "kubernetes:policy/v1:PodDisruptionBudget",
    ]);
    expect(named(outcome, "s")).toMatchObject({ inputs: { data: { $secret: true } }, outputs: { id: "s" } });
    expect(JSON.stringify(outcome)).not.toMatch(/hunter2|aHVud/);
  });

  it("are read from JSON", () => {
    const text = JSON.stringify({
      apiVersion: "v1",
      kind: "List",
      items: [{ apiVersion: "v1", kind: "Service", metadata: { name: "s" } }],
    });
    expect(readingOf(readKubernetes(text)).resources).toHaveLength(1);
  });

  it("say what was skipped", () => {
    const outcome = readKubernetes(`${DEPLOYMENT}---\na: 1\n`, { file: "k.yaml" });
    expect(outcome.ok && outcome.warnings).toEqual([
      expect.objectContaining({ code: "SK3042", message: "k.yaml has 1 documents without apiVersion and kind" }),
    ]);
  });

  it.each([
    ["no objects", "a: 1", /no Kubernetes objects/],
    ["broken YAML", "apiVersion: v1\nkind: [", /not valid YAML \(line 2\)/],
    ["deep JSON", `{"apiVersion":"v1","kind":"A","spec":${"[".repeat(60_000)}${"]".repeat(60_000)}}`, /./],
  ])("end with a problem, or survive, where they are %s", (_, text, says) => {
    const outcome = readKubernetes(text);
    if (!outcome.ok) expect(refusal(outcome).message).toMatch(says);
  });
});

test("objects of versions that clusters no longer serve are what they are today", () => {
  const old = (apiVersion: string, kind: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${kind} }\n`;
  const text = [
    old("policy/v1beta1", "PodDisruptionBudget"),
    old("extensions/v1beta1", "Deployment"),
    old("extensions/v1beta1", "Ingress"),
    old("autoscaling/v2beta1", "HorizontalPodAutoscaler"),
  ].join("---\n");
  expect(readingOf(readKubernetes(text)).resources.map(({ type }) => type)).toEqual([
    "kubernetes:policy/v1:PodDisruptionBudget",
    "kubernetes:apps/v1:Deployment",
    // Their fields have changed since.
    "kubernetes:extensions/v1beta1:Ingress",
    "kubernetes:autoscaling/v2beta1:HorizontalPodAutoscaler",
  ]);
});

describe("manifests as people write them", () => {
  const workflow = (args: string) => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  name: build
spec:
  templates:
  - container:
      command: [sh, -c]
      args: ${args}
      image: a
`;

  it.each([
    [
      "a quoted text in a list, ending at the list's depth",
      '["\n        cd src &&\n        go build\n      "]',
      ["cd src && go build "],
    ],
    ["two of them in one list", '["one\n      two", "three\n      four"]', ["one two", "three four"]],
    ["single quotes, one doubled", "['\n        it''s\n      ']", ["it's "]],
  ])("are read with %s", (_, args, expected) => {
    const { inputs } = named(readKubernetes(workflow(args)), "build");
    expect(inputs.spec).toMatchObject({
      templates: [{ container: { args: expected.map((text) => expect.stringContaining(text.trim())), image: "a" } }],
    });
  });

  it("keep the lines of a script, whatever quotes are in it", () => {
    const text = `${workflow('["x\n      y"]')}  script: |\n    echo "a\n     b"\n`;
    expect(named(readKubernetes(text), "build").inputs.spec).toMatchObject({ script: 'echo "a\n b"\n' });
  });

  it("count and name kinds that are not the cluster's own", () => {
    const object = (apiVersion: string, kind: string, name: string) => ({ apiVersion, kind, metadata: { name } });
    const outcome = readKubernetes(
      JSON.stringify([
        object("apps/v1", "Deployment", "a"),
        object("gateway.networking.k8s.io/v1", "HTTPRoute", "b"),
        object("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "c"),
        object("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "d"),
        object("karpenter.sh/v1", "NodePool", "e"),
      ]),
    );
    expect(readingOf(outcome).unmapped).toEqual({
      "kubernetes:elasticsearch.k8s.elastic.co/v1:Elasticsearch": 2,
      "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute": 1,
    });
  });
});
