import type { GraphResource } from "../../../blueprints/graph/graph";
import { isRecord } from "../../../blueprints/graph/values";
import { targetsOfService } from "../../facts/scaling";
import { podCount, podRequests } from "../../facts/workloads";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import { numberAt, recordsAt, textAt } from "./look";
import { targetsBehind } from "./paths";
import { type Fields, Said, section } from "./said";
import { ANY_CONTAINER, type Where } from "./where";

const CONTAINER = "spec.template.spec.containers[0]";

/** A service of pods, by its deployments, the primary's first. */
export function podService(members: readonly GraphResource[], { world }: Where): Fields {
  const [unit] = members as readonly [GraphResource, ...GraphResource[]];
  const count = known(() => podCount(unit, world))?.value;
  const [port] = recordsAt(unit, `${CONTAINER}.ports`).flatMap(({ containerPort }) =>
    typeof containerPort === "number" ? containerPort : [],
  );
  const health = textAt(unit, `${CONTAINER}.readinessProbe.httpGet.path`);
  const asks = known(() => podRequests(unit, world))?.value;
  const scaler = count?.autoscaler;
  const cpu = scaler && cpuTarget(scaler);
  return {
    runs: Said.by("kubernetes", unit),
    image: containerImage(textAt(unit, `${CONTAINER}.image`), unit),
    port:
      port === undefined
        ? Said.ask(8080, "on which port does it listen? Its containers name none")
        : Said.by(port, unit),
    health:
      health === undefined
        ? Said.ask("/healthz", "which path answers 200 while it is well? It has no readiness probe that asks one")
        : Said.by(health, unit),
    capacity: Said.ask("100rps", "how many requests a second does one pod carry? Measure it with a load test"),
    scaling: section({
      ...bounds(count?.minimum, count?.maximum, scaler ?? unit),
      targetCpu: cpu === undefined || scaler === undefined ? undefined : Said.by(`${cpu}%`, scaler),
    }),
    cpu: asks && asks.cores > 0 ? Said.by(`${Math.max(10, Math.round(asks.cores * 1000))}m`, unit) : undefined,
    memory: asks && asks.mebibytes > 0 ? Said.by(`${Math.max(32, Math.ceil(asks.mebibytes))} MiB`, unit) : undefined,
  };
}

function bounds(minimum: number | undefined, maximum: number | undefined, from: GraphResource): Fields {
  const least = Math.max(1, Math.round(minimum ?? 1));
  return { minimum: Said.by(least, from), maximum: Said.by(Math.max(least, Math.round(maximum ?? least)), from) };
}

function cpuTarget(scaler: GraphResource): number | undefined {
  const [metric] = recordsAt(scaler, "spec.metrics").filter(
    ({ resource }) => isRecord(resource) && resource.name === "cpu",
  );
  const target = isRecord(metric?.resource) ? metric.resource.target : undefined;
  const use = isRecord(target) ? target.averageUtilization : undefined;
  return typeof use === "number" ? use : numberAt(scaler, "spec.targetCPUUtilizationPercentage");
}

const IMAGE = /^[a-z0-9][A-Za-z0-9._/:@-]{0,254}$/;

function containerImage(image: string | undefined, from: GraphResource): Said {
  const last = image?.slice(image.lastIndexOf("/") + 1) ?? "";
  if (image !== undefined && IMAGE.test(image) && /[:@]/.test(last) && !last.endsWith(":latest"))
    return Said.by(image, from);
  return Said.ask(
    ANY_CONTAINER,
    image === undefined
      ? "which container image does it run?"
      : `which release does it run? Its image, ${image}, does not name one by tag or digest`,
  );
}

/** Tasks of ECS have no kind of their own in a manifest: containers run on Kubernetes there. */
export function taskService(members: readonly GraphResource[], { world }: Where): Fields {
  const [unit] = members as readonly [GraphResource, ...GraphResource[]];
  const [targets] = targetsBehind(unit, world);
  const [definition] = world.referred(unit, TYPES.ecsTaskDefinition);
  const container = definition ? firstContainer(definition) : undefined;
  const [scaled] = known(() => targetsOfService(unit, world))?.value ?? [];
  const [balancer] = recordsAt(unit, "loadBalancers");
  const port = balancer?.containerPort ?? (targets && numberAt(targets, "port"));
  const health = targets && textAt(targets, "healthCheck.path");
  const cpu = definition && numberAt(definition, "cpu");
  const memory = definition && numberAt(definition, "memory");
  return {
    runs: Said.by("kubernetes", unit).but(
      "is Kubernetes right? It runs on ECS, which a manifest does not have: containers run on Kubernetes there, or the code on instances",
    ),
    image: containerImage(typeof container?.image === "string" ? container.image : undefined, definition ?? unit),
    port: typeof port === "number" ? Said.by(port, unit) : Said.ask(8080, "on which port does it listen?"),
    health: targets && health !== undefined ? Said.by(health, targets) : undefined,
    capacity: Said.ask("100rps", "how many requests a second does one task carry? Measure it with a load test"),
    scaling: section(
      scaled
        ? bounds(numberAt(scaled, "minCapacity"), numberAt(scaled, "maxCapacity"), scaled)
        : bounds(numberAt(unit, "desiredCount"), numberAt(unit, "desiredCount"), unit),
    ),
    // Units of 1/1024 of a processor.
    cpu:
      definition && cpu !== undefined && cpu > 0
        ? Said.by(`${Math.max(10, Math.round((cpu / 1024) * 1000))}m`, definition)
        : undefined,
    memory:
      definition && memory !== undefined && memory > 0 ? Said.by(`${Math.max(32, memory)} MiB`, definition) : undefined,
  };
}

function firstContainer(definition: GraphResource): Readonly<Record<string, unknown>> | undefined {
  const text = textAt(definition, "containerDefinitions");
  try {
    const parsed: unknown = text === undefined ? definition.inputs.containerDefinitions : JSON.parse(text);
    const first: unknown = Array.isArray(parsed) ? (parsed as readonly unknown[])[0] : undefined;
    return isRecord(first) ? first : undefined;
  } catch {
    return undefined;
  }
}
