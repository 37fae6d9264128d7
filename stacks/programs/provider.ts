import * as aws from "@pulumi/aws";
import * as cloudflare from "@pulumi/cloudflare";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan, PlannedStack } from "../../blueprints/plan/plan";
import type { RunContext } from "../context";
import { awsProviderArgs } from "../engine/aws-provider";
import { environmentTags } from "./program";

/** Providers of a stack by package, as components take them. */
export interface StackProviders extends pulumi.ComponentResourceOptions {
  readonly providers: Record<string, pulumi.ProviderResource>;
}

/**
 * The one AWS provider of a stack, explicit so that plain `pulumi up` needs no configuration. Its name stands in every
 * resource's state and never changes.
 */
export function awsFor(plan: Plan, stack: PlannedStack, context: RunContext): StackProviders {
  const provider = new aws.Provider("aws", {
    ...awsProviderArgs(stack.region, context),
    defaultTags: { tags: environmentTags(plan, stack) },
  });
  return { providers: { aws: provider } };
}

/** Adds Cloudflare; its token comes from CLOUDFLARE_API_TOKEN and is never an input, so that no state holds it. */
export function withCloudflare({ providers, ...rest }: StackProviders): StackProviders {
  return { ...rest, providers: { ...providers, cloudflare: new cloudflare.Provider("cloudflare", {}) } };
}

export function kubernetesFor(args: kubernetes.ProviderArgs): StackProviders {
  return { providers: { kubernetes: new kubernetes.Provider("kubernetes", args) } };
}
