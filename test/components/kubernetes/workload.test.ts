import { Workload } from "../../../components/kubernetes/workload";
import type { WorkloadArgs } from "../../../components/kubernetes/workload/args";
import { ofType } from "../support/find";
import { type Registered, registerIn } from "../support/monitor";
import { workload } from "./base";

const make = (args: Partial<WorkloadArgs> = {}) =>
  registerIn(() => void new Workload("api", { ...workload, ...args }), { outputs: NAMES });

/** Names that the provider gives to what has none of its own. */
const NAMES = Object.fromEntries(
  ["apps/v1:Deployment", "secrets-store.csi.x-k8s.io/v1:SecretProviderClass"].map((type) => [
    `kubernetes:${type}`,
    { metadata: { name: "api-1a2b3c4d", namespace: "services" } },
  ]),
);

// biome-ignore lint/suspicious/noExplicitAny: manifests of many kinds, read by path
const only = (resources: readonly Registered[], type: string): any => {
  const found = ofType(resources, `kubernetes:${type}`);
  expect(found).toHaveLength(1);
  return found[0]?.inputs;
};

const DEPLOYMENT = "apps/v1:Deployment";
const POLICY = "networking.k8s.io/v1:NetworkPolicy";
const PROVIDER_CLASS = "secrets-store.csi.x-k8s.io/v1:SecretProviderClass";

describe("pods", () => {
  const podOf = async (args?: Partial<WorkloadArgs>) => only(await make(args), DEPLOYMENT).spec.template.spec;

  test("meet the restricted profile and have no token for the cluster's API", async () => {
    const pod = await podOf();
    expect(pod).toMatchObject({
      serviceAccountName: "api",
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    });
    expect(pod.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(pod.volumes[0]).toEqual({ name: "tmp", emptyDir: { sizeLimit: "256Mi" } });
  });

  test("ask for CPU and memory, and are limited in memory only", async () => {
    expect((await podOf()).containers[0].resources).toEqual({
      requests: { cpu: "500m", memory: "512Mi" },
      limits: { memory: "512Mi" },
    });
  });

  test("spread over zones and hosts, but rather start together than not at all", async () => {
    const { topologySpreadConstraints } = await podOf();
    expect(topologySpreadConstraints.map((one: { topologyKey: string }) => one.topologyKey)).toEqual([
      "topology.kubernetes.io/zone",
      "kubernetes.io/hostname",
    ]);
    for (const one of topologySpreadConstraints) expect(one.whenUnsatisfiable).toBe("ScheduleAnyway");
  });

  test("keep serving until nothing new comes, then have their grace", async () => {
    const pod = await podOf({ gracefulSeconds: 45 });
    expect(pod.containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
    expect(pod.terminationGracePeriodSeconds).toBe(55);
  });

  test("are not restarted because what the health path looks at is down", async () => {
    const [container] = (await podOf()).containers;
    expect(container.readinessProbe.httpGet).toEqual({ path: "/healthz", port: "http" });
    expect(container.startupProbe).toMatchObject({ periodSeconds: 2, failureThreshold: 60 });
    expect(container.livenessProbe.tcpSocket).toEqual({ port: "http" });
    const [watched] = (await podOf({ livenessPath: "/alive" })).containers;
    expect(watched.livenessProbe.httpGet).toEqual({ path: "/alive", port: "http" });
  });
});

test("the number of pods is the autoscaler's: the Deployment states none", async () => {
  const resources = await make();
  const { spec } = only(resources, DEPLOYMENT);
  expect(spec).not.toHaveProperty("replicas");
  expect(spec.strategy.rollingUpdate.maxUnavailable).toBe(0);
  const scaler = only(resources, "autoscaling/v2:HorizontalPodAutoscaler").spec;
  expect(scaler).toMatchObject({
    minReplicas: 3,
    maxReplicas: 12,
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api-1a2b3c4d" },
    metrics: [{ resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 60 } } }],
  });
  expect(scaler.behavior.scaleDown.stabilizationWindowSeconds).toBe(300);
});

test("a drain may always take one pod, also of one", async () => {
  expect(only(await make({ minimum: 1 }), "policy/v1:PodDisruptionBudget").spec).toMatchObject({
    maxUnavailable: "20%",
    unhealthyPodEvictionPolicy: "AlwaysAllow",
    selector: { matchLabels: { "app.kubernetes.io/name": "api" } },
  });
});

describe("stores", () => {
  test("parameters and secrets become variables, fetched in the own region in the pod's own name", async () => {
    const { spec } = only(await make(), PROVIDER_CLASS);
    expect(spec).toMatchObject({ provider: "aws", parameters: { region: "eu-west-1", usePodIdentity: "true" } });
    expect(JSON.parse(spec.parameters.objects)).toEqual([
      {
        objectName: "/saas/production/tenants/writer",
        objectType: "ssmparameter",
        objectAlias: "TENANTS_HOST",
      },
      { objectName: "/saas/production/tenants/port", objectType: "ssmparameter", objectAlias: "TENANTS_PORT" },
      {
        objectName: "saas/production/tenants/credentials",
        objectType: "secretsmanager",
        objectAlias: "TENANTS_SECRET",
      },
    ]);
  });

  test("each variable comes from the secret that the driver fills, next to plain ones", async () => {
    const resources = await make();
    const { secretName } = only(resources, PROVIDER_CLASS).spec.secretObjects[0];
    const pod = only(resources, DEPLOYMENT).spec.template.spec;
    expect(pod.containers[0].env).toEqual([
      { name: "LOG_LEVEL", value: "info" },
      ...["TENANTS_HOST", "TENANTS_PORT", "TENANTS_SECRET"].map((key) => ({
        name: key,
        valueFrom: { secretKeyRef: { name: secretName, key } },
      })),
    ]);
    expect(pod.volumes[1]).toMatchObject({
      csi: {
        driver: "secrets-store.csi.k8s.io",
        readOnly: true,
        volumeAttributes: { secretProviderClass: "api-1a2b3c4d" },
      },
    });
  });

  test("another variable is another secret: the driver adds no key to one that is there", async () => {
    const nameFor = async (args?: Partial<WorkloadArgs>) =>
      only(await make(args), PROVIDER_CLASS).spec.secretObjects[0].secretName;
    const [tenants] = workload.bindings ?? [];
    const more = { ...tenants, parameters: { ...tenants?.parameters, TENANTS_READER_HOST: "/r" } };
    expect(await nameFor()).not.toBe(await nameFor({ bindings: [more as NonNullable<typeof tenants>] }));
    expect(await nameFor()).toBe(await nameFor({ minimum: 5 }));
  });

  test("a service without stores needs no driver", async () => {
    const resources = await make({ bindings: [] });
    expect(ofType(resources, `kubernetes:${PROVIDER_CLASS}`)).toEqual([]);
    expect(only(resources, DEPLOYMENT).spec.template.spec.volumes).toHaveLength(1);
  });

  test("no value of a secret is anywhere", async () => {
    for (const { secrets } of await make()) expect(secrets).toEqual([]);
  });
});

describe("network policy", () => {
  test("lets in only from the VPC, where the load balancer's traffic comes from, to the service's port", async () => {
    expect(only(await make(), POLICY).spec).toMatchObject({
      policyTypes: ["Ingress", "Egress"],
      podSelector: { matchLabels: { "app.kubernetes.io/name": "api" } },
      ingress: [{ from: [{ ipBlock: { cidr: "10.1.0.0/16" } }], ports: [{ protocol: "TCP", port: 8080 }] }],
    });
  });

  test("lets out to names, stores, HTTPS and the pod's AWS identity, never to instance metadata", async () => {
    const { egress } = only(await make(), POLICY).spec;
    const ports = egress.map((rule: { ports: { port: number }[] }) => rule.ports.map(({ port }) => port));
    expect(ports).toEqual([[53, 53], [5432, 3306, 6379], [443], [80]]);
    expect(egress[2].to).toEqual([{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }]);
    expect(egress[3].to).toEqual([{ ipBlock: { cidr: "169.254.170.23/32" } }]);
  });

  test("without a way in nobody comes in, without stores nothing goes to them", async () => {
    const { wayIn: _, ...closed } = workload;
    const resources = await registerIn(() => void new Workload("api", { ...closed, bindings: [] }));
    expect(only(resources, POLICY).spec.ingress ?? []).toEqual([]);
    expect(only(resources, POLICY).spec.egress).toHaveLength(3);
  });
});

describe("the way in", () => {
  test("a fixed node port on every node", async () => {
    const resources = await make();
    expect(only(resources, "core/v1:Service")).toMatchObject({
      metadata: { name: "api", namespace: "services" },
      spec: {
        type: "NodePort",
        externalTrafficPolicy: "Cluster",
        ports: [{ port: 80, targetPort: "http", nodePort: 30123 }],
      },
    });
    expect(ofType(resources, "kubernetes:networking.k8s.io/v1:Ingress")).toEqual([]);
  });

  test("an ingress of the cluster's own class, from its controller's namespace", async () => {
    const wayIn = {
      ingressClass: "nginx",
      hosts: ["example.org", "eu-west-1.origin.example.org"],
      paths: ["/api/*", "/*", "/ping", "/a*b"],
    };
    const resources = await make({ wayIn });
    const { spec } = only(resources, "networking.k8s.io/v1:Ingress");
    expect(spec.ingressClassName).toBe("nginx");
    const [visitors, probes] = spec.rules;
    expect([visitors.host, probes.host]).toEqual(["example.org", "eu-west-1.origin.example.org"]);
    expect(probes.http).toEqual(visitors.http);
    const paths = visitors.http.paths as { path: string; pathType: string }[];
    expect(paths.map(({ path, pathType }) => [path, pathType])).toEqual([
      ["/api", "Prefix"],
      ["/", "Prefix"],
      ["/ping", "Exact"],
      ["/a*b", "ImplementationSpecific"],
    ]);
    expect(only(resources, "core/v1:Service").spec.type).toBe("ClusterIP");
    expect(only(resources, POLICY).spec.ingress[0].from).toEqual([
      { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" } } },
    ]);
  });
});

test("only what others refer to has a fixed name", async () => {
  const names = (await make())
    .filter(({ custom }) => custom)
    .map(({ type, inputs }) => [type.split(":").pop(), (inputs.metadata as { name?: string }).name]);
  expect(Object.fromEntries(names)).toMatchObject({ ServiceAccount: "api", Service: "api" });
  expect(names.filter(([, name]) => name !== undefined)).toHaveLength(2);
});

test.each<[string, Partial<WorkloadArgs>, string]>([
  ["fewer at most than at least", { minimum: 4, maximum: 3 }, "fewer than at least 4"],
  ["no pod", { minimum: 0 }, "at least one pod"],
  ["a share above one", { targetCpu: 60 }, "targetCpu is a share"],
])("%s is refused", async (_title, args, message) => {
  await expect(make(args)).rejects.toThrow(message);
});

test("a name that no Service can have is refused", async () => {
  await expect(registerIn(() => void new Workload("API_v2", workload))).rejects.toThrow("its name becomes a Service's");
  const { region: _, ...nowhere } = workload;
  await expect(registerIn(() => void new Workload("api", nowhere))).rejects.toThrow("bindings need the region");
});
