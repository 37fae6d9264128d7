import { TIERS } from "../../tiers/tier";
import { KNOWN_REGIONS } from "../regions";
import type { JsonSchema } from "./json-schema";

/** Definitions that several sections refer to. */
export const commonDefs: Readonly<Record<string, JsonSchema>> = {
  name: {
    type: "string",
    title: "a name",
    description: "Lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.",
    // At most 24, so that the names that are computed from it stay below the 32 characters of a load balancer's.
    pattern: "^[a-z]([a-z0-9-]{0,22}[a-z0-9])?$",
    examples: ["shop"],
  },
  region: { type: "string", title: "an AWS region", description: "An AWS region.", enum: KNOWN_REGIONS },
  tier: {
    type: "string",
    title: "a tier",
    description: "Size of blueprint: starter, growth, scale or global.",
    enum: TIERS,
  },
  hostName: {
    type: "string",
    title: "a host name",
    description: "A DNS name in lower case, without a dot at the end.",
    pattern: "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",
    maxLength: 200,
    examples: ["shop.example.com"],
  },
  cidr: {
    type: "string",
    title: "an IPv4 range",
    description: "An IPv4 range in CIDR form.",
    pattern: "^\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}$",
    examples: ["10.24.0.0/16"],
  },
  pathPattern: {
    type: "string",
    title: "a path pattern",
    description: "A path that starts with a slash; `*` and `?` are wildcards.",
    pattern: "^/[A-Za-z0-9_.$/~\"'@:+*?&-]*$",
    maxLength: 128,
    examples: ["/api/*"],
  },
  environmentName: {
    type: "string",
    title: "a name of an environment variable",
    description: "Upper-case letters, digits and underscores.",
    pattern: "^[A-Z_][A-Z0-9_]{0,63}$",
    examples: ["LOG_LEVEL"],
  },
};
