import * as pulumi from "@pulumi/pulumi";
import type { PlannedStack } from "../../blueprints/plan/plan";
import { ScalekitError } from "../../blueprints/problems/problem";
import type { RunContext } from "../context";

/** Reads what other stacks hand on. A value that is not there yet is unknown in a preview and an error in an update. */
export class Handed {
  constructor(
    private readonly stack: PlannedStack,
    private readonly context: RunContext,
  ) {}

  /** @throws ScalekitError SK3901 in an update, where the stack that makes the value has not run */
  get<T>(key: string): pulumi.Output<T> {
    const handover = this.stack.needs.find((need) => need.key === key);
    if (!handover) throw new Error(`stack ${this.stack.name} does not declare that it needs ${key}`);
    const value = this.context.handed[key];
    if (value === undefined) {
      if (pulumi.runtime.isDryRun()) return unknownOutput<T>(handover.secret);
      throw new ScalekitError({
        code: "SK3901",
        message: `stack ${this.stack.name} needs "${handover.output}" of stack ${handover.fromStack}, which has not been brought up`,
        fix: `run \`scalekit up\`, or \`scalekit up --only ${handover.fromStack}\` first`,
      });
    }
    // Plain data of another stack's outputs: nothing in it is left to unwrap.
    return (handover.secret ? pulumi.secret(value) : pulumi.output(value)) as pulumi.Output<T>;
  }

  /** The needed value whose key ends so, where the plan says that this stack needs one. */
  matching<T>(ending: string): pulumi.Output<T> | undefined {
    const need = this.stack.needs.find(({ key }) => key.endsWith(ending));
    return need && this.get<T>(need.key);
  }

  /** The value, or undefined where the plan says that this stack does not need it. */
  optional<T>(key: string): pulumi.Output<T> | undefined {
    return this.stack.needs.some((need) => need.key === key) ? this.get<T>(key) : undefined;
  }
}

/** The SDK makes unknown outputs in previews but has no public way to ask for one; its constructor is that way. */
function unknownOutput<T>(secret: boolean): pulumi.Output<T> {
  const make = pulumi.Output as unknown as new (
    resources: Set<pulumi.Resource>,
    value: Promise<T | undefined>,
    isKnown: Promise<boolean>,
    isSecret: Promise<boolean>,
    allResources: Promise<Set<pulumi.Resource>>,
  ) => pulumi.Output<T>;
  return new make(
    new Set(),
    Promise.resolve(undefined),
    Promise.resolve(false),
    Promise.resolve(secret),
    Promise.resolve(new Set<pulumi.Resource>()),
  );
}
