import * as pulumi from "@pulumi/pulumi";
import { keptOf, layOver } from "./kept";
import { recordChild } from "./provenance";

/**
 * The escape hatch of a component's child: either values laid over the child's arguments, or a function that changes
 * arguments and options in place.
 */
export type Transform<A> = Partial<A> | ((args: A, opts: pulumi.CustomResourceOptions, name: string) => void);

/** Which argument of the component each input of the child was made from: input path to argument path. */
export type From = Readonly<Record<string, string>>;

/** What all components of scalekit share: typed children with one transform each, parented, with their provenance noted. */
export abstract class Component extends pulumi.ComponentResource {
  /**
   * Makes a child resource.
   * @param ctor the resource class, such as `aws.ec2.Vpc`
   * @param name logical name; starts with the component's own
   * @param from which component argument each input came from; inputs that are not named fall back to the part's source
   */
  protected make<A extends object, R extends pulumi.CustomResource>(
    ctor: new (name: string, args: A, opts?: pulumi.CustomResourceOptions) => R,
    name: string,
    args: NoInfer<A>,
    options: { transform?: Transform<NoInfer<A>> | undefined; from?: From; opts?: pulumi.CustomResourceOptions } = {},
  ): R {
    const finalArgs: A = { ...args };
    const finalOpts: pulumi.CustomResourceOptions = { parent: this, ...options.opts };
    const { transform } = options;
    if (typeof transform === "function") transform(finalArgs, finalOpts, name);
    else if (transform) Object.assign(finalArgs, transform);
    const kept = keptOf(ctor, name);
    if (kept) layOver(kept, finalArgs, finalOpts);
    const resource = new ctor(name, finalArgs, finalOpts);
    recordChild(resource, options.from ?? {}, transform || kept ? changedKeys(args, finalArgs) : []);
    return resource;
  }
}

function changedKeys(before: object, after: object): string[] {
  const entries = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(([key, value]) => entries.get(key) !== value)
    .map(([key]) => key)
    .concat([...entries.keys()].filter((key) => !(key in after)))
    .sort();
}
