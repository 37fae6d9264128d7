import { kindConditions } from "./conditions";
import { type JsonSchema, named, ref, section } from "./json-schema";
import { instanceType } from "./service";

const nodes = (description: string): JsonSchema => ({
  type: "integer",
  title: "a number of nodes",
  description,
  minimum: 1,
  maximum: 450,
});

export const kubernetes: JsonSchema = section(
  "Where services with `runs: kubernetes` run: an EKS cluster a region that scalekit makes, or clusters that exist.",
  {
    cluster: {
      type: "string",
      title: "a kind of cluster",
      description: "Which cluster.",
      enum: ["eks", "existing"],
      default: "eks",
    },
    version: {
      type: "string",
      title: "a Kubernetes version",
      description: "Kubernetes version of EKS. Goes up one minor version at a time, never down. Default by tier.",
      pattern: "^1\\.[0-9]{2}$",
    },
    nodeTypes: {
      type: "array",
      description: "Instance types of nodes. Default by tier.",
      items: instanceType,
      uniqueItems: true,
      minItems: 1,
      maxItems: 20,
    },
    nodes: section("Nodes a region. Derived from the services' pods where not written.", {
      minimum: nodes("Fewest nodes."),
      maximum: nodes("Most nodes."),
    }),
    apiAccess: {
      type: "array",
      description:
        "Ranges that may reach the cluster's API from outside the VPC; none: only from inside. Default by tier.",
      items: ref("cidr", "An IPv4 range."),
      uniqueItems: true,
      maxItems: 40,
    },
    kubeconfig: named(
      "Kubeconfig by region, for existing clusters.",
      ref("region", "An AWS region."),
      section(
        "A kubeconfig file and the context in it.",
        {
          file: {
            type: "string",
            title: "a file",
            description: "Path of the kubeconfig file, from the manifest's folder.",
            minLength: 1,
            maxLength: 1024,
          },
          context: {
            type: "string",
            title: "a context",
            description: "Context; without it the file's current one.",
            minLength: 1,
            maxLength: 256,
          },
        },
        { required: ["file"] },
      ),
      64,
    ),
    entry: named(
      "Host name by region at which the existing cluster's ingress answers: the way in.",
      ref("region", "An AWS region."),
      ref("hostName", "Host name of the ingress."),
      64,
    ),
    ingressClass: {
      type: "string",
      title: "an ingress class",
      description: "Ingress class of the existing clusters. Default by tier.",
      pattern: "^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$",
    },
  },
  { allOf: kindConditions("kubernetes") },
);
