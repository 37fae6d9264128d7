import type * as pulumi from "@pulumi/pulumi";
import type { From, Transform } from "../component";

/**
 * A component's way of making a child (`Component.make`, bound), handed to the functions that make the children which
 * several stores share: credentials, firewall, proxy, endpoints. They stay children of the store itself, so that what
 * they are called and where they hang doesn't depend on how this folder is cut.
 */
export type Make = <A extends object, R extends pulumi.CustomResource>(
  ctor: new (name: string, args: A, opts?: pulumi.CustomResourceOptions) => R,
  name: string,
  args: NoInfer<A>,
  options?: { transform?: Transform<NoInfer<A>> | undefined; from?: From; opts?: pulumi.CustomResourceOptions },
) => R;
