import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";

/** A certificate where an input names one: the resource itself, through its validation too, or only its ARN. */
export interface NamedCertificate {
  readonly resource?: GraphResource;
  readonly region: string;
}

/** The certificate that an input (`viewerCertificate.acmCertificateArn`, `certificateArn`) names; unknown where it shows none. */
export function certificateAt(from: GraphResource, path: string, world: World): NamedCertificate | undefined {
  if (!world.has(from, path)) return undefined;
  const [linked] = world.linked(from, path, TYPES.certificate, TYPES.certificateValidation);
  const resource =
    linked?.type === TYPES.certificateValidation
      ? (world.linked(linked, "certificateArn", TYPES.certificate)[0] ?? linked)
      : linked;
  if (resource) return { region: regionOf(resource, world), ...(resource.type === TYPES.certificate && { resource }) };
  // A certificate that was uploaded to IAM has no region: it serves anywhere in the partition.
  const arn = world.text(from, path);
  const region = arn?.split(":")[3];
  if (arn === undefined || region === undefined) throw unseen(from, path);
  return { region };
}

function regionOf(resource: GraphResource, world: World): string {
  const region = world.text(resource, "region") ?? resource.region;
  if (region === undefined) throw unseen(resource, "region");
  return region;
}

/** Names on a certificate; unknown where it was imported, since its names then stand in its body. */
export function namesOn(certificate: GraphResource, world: World): readonly string[] {
  const name = world.text(certificate, "domainName");
  if (name === undefined) throw unseen(certificate, "domainName");
  return [name, ...world.texts(certificate, "subjectAlternativeNames")];
}

/** Certificates of a listener: the default one and those that are added to it. */
export const certificatesOf = (listener: GraphResource, world: World): readonly NamedCertificate[] =>
  [listener, ...world.referrers(listener, [TYPES.listenerCertificate], "listenerArn")].flatMap(
    (from) => certificateAt(from, "certificateArn", world) ?? [],
  );
