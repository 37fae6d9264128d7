import { isRecord } from "../reading";
import { withoutSecretVariables } from "../secret-names";
import { hasOpen, isOpen } from "./functions";
import { lowerFirst } from "./types";
import { originsOf, unknownFrom } from "./unknowns";

/** Policies, patterns and definitions are JSON in a text for Pulumi; with an open part the whole text is open. */
export function toDocument(value: unknown, name: string): unknown {
  // The API of ECS begins its names with a small letter, CloudFormation with a capital.
  const plain = name === "ContainerDefinitions" ? small(value) : value;
  // Of a redrive policy the count of receives is known though the queue's ARN is not.
  if (name === "RedrivePolicy" && isRecord(plain) && !isOpen(plain) && hasOpen(plain)) return plain;
  return hasOpen(plain) ? unknownFrom(...originsOf(plain)) : withoutSecretVariables(JSON.stringify(plain));
}

function small(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(small);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [lowerFirst(key), small(inner)]));
}
