import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { subnetsOfService } from "../../facts/services";
import { zoneOf } from "../../facts/zones";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { together } from "../../world/together";
import type { World } from "../../world/world";

const subnet = (zone: string) => ({ type: TYPES.subnet, name: `subnet-${zone}`, inputs: { availabilityZone: zone } });

const compliant: Sample = {
  resources: [
    subnet("a"),
    subnet("b"),
    subnet("c"),
    {
      type: TYPES.ecsService,
      name: "api",
      inputs: {
        networkConfiguration: { subnets: [ref("subnet-a"), ref("subnet-b"), ref("subnet-c")] },
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
    },
  ],
};

export const serviceRollsSafely = rule({
  id: "compute/service-rolls-safely",
  title: "A service's tasks span zones, and a deployment that fails goes back without loss of capacity",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "Without a circuit breaker a service starts tasks that fail for ever. With too low a share of healthy tasks each deployment takes away what a zone's loss would need.",
  source:
    "Amazon ECS, deployment circuit breaker, https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html, and service parameters, https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
  fix: "give the service subnets in each zone, switch the deployment circuit breaker and its rollback on, and keep the healthy share at 100 %",
  types: [TYPES.ecsService, TYPES.subnet],
  elsewhere: [{ tool: "trusted-advisor", id: "Amazon ECS service using a single AZ", note: "zones only" }],
  example: {
    compliant,
    failing: changed(compliant, withInputs("api", { deploymentCircuitBreaker: { enable: true, rollback: false } })),
  },
  subjects: (world) => world.all(TYPES.ecsService),
  judge: (service, world) =>
    together([
      () => zones(service, world),
      () => goesBack(service, world),
      () => healthy(service, world),
      () => canRoll(service, world),
    ]),
});

/** Zones that the tier asks for; one is enough where an outage of minutes is. */
const wantedZones = (world: World): number => (world.atLeast("scale") ? 3 : world.atLeast("growth") ? 2 : 1);

const isDaemon = (service: GraphResource, world: World): boolean =>
  world.text(service, "schedulingStrategy") === "DAEMON";

/** Rolling updates are ECS's own unless another controller makes them; that one then goes back by itself. */
const isRolledByEcs = (service: GraphResource, world: World): boolean =>
  (world.text(service, "deploymentController.type") ?? "ECS") === "ECS";

/** Tasks without interfaces of their own are where their instances are, spread over zones unless a strategy says otherwise. */
function zones(service: GraphResource, world: World): Verdict | undefined {
  const wanted = wantedZones(world);
  if (wanted < 2 || isDaemon(service, world)) return undefined;
  const key = "zones";
  if (world.has(service, "networkConfiguration")) {
    const found = [...new Set(subnetsOfService(service, world).map((one) => zoneOf(one, world)))].sort();
    if (found.length >= wanted) return pass(key);
    return fail(
      `has tasks in ${found.length === 1 ? "one zone" : `${found.length} zones`} (${found.join(", ")}) where tier ${world.tier} needs ${wanted}`,
      { key, input: "networkConfiguration" },
    );
  }
  const input = "orderedPlacementStrategies";
  const fields = world.list(service, input).map((_, index) => world.text(service, `${input}[${index}].field`));
  if (fields.length === 0 || fields.includes("attribute:ecs.availability-zone")) return pass(key);
  return fail("places its tasks without a spread over zones", { key, input });
}

function goesBack(service: GraphResource, world: World): Verdict | undefined {
  if (!isRolledByEcs(service, world)) return undefined;
  const input = "deploymentCircuitBreaker";
  const on = world.flag(service, `${input}.enable`) === true;
  if (on && world.flag(service, `${input}.rollback`) === true) return pass("rollback");
  return fail(on ? "stops a failed deployment but does not go back" : "has no deployment circuit breaker", {
    key: "rollback",
    input,
  });
}

/** A deployment may take what the loss of a zone may take, no more. 100 is the default [API_DeploymentConfiguration]. */
function healthy(service: GraphResource, world: World): Verdict | undefined {
  if (!isRolledByEcs(service, world) || isDaemon(service, world)) return undefined;
  const input = "deploymentMinimumHealthyPercent";
  const given = world.number(service, input) ?? 100;
  const count = wantedZones(world);
  const least = count === 1 ? 1 : Math.ceil((100 * (count - 1)) / count);
  if (given >= least) return pass("healthy");
  return fail(`keeps ${given} % of its tasks during a deployment where ${least} % must stay`, {
    key: "healthy",
    input,
  });
}

/** Between the fewest and the most there must be room for a task to come or to go. 200 is the default. */
function canRoll(service: GraphResource, world: World): Verdict | undefined {
  if (!isRolledByEcs(service, world) || isDaemon(service, world)) return undefined;
  const fewest = world.number(service, "deploymentMinimumHealthyPercent") ?? 100;
  const most = world.number(service, "deploymentMaximumPercent") ?? 200;
  if (most > fewest) return pass("room");
  return fail(`can't be deployed: at least ${fewest} % and at most ${most} % of its tasks may run`, {
    key: "room",
    input: "deploymentMaximumPercent",
  });
}
