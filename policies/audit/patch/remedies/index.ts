import type { Remedy } from "../remedy";
import { CAPACITY } from "./capacity";
import { EDGE } from "./edge";
import { KUBERNETES } from "./kubernetes";
import { STORES } from "./stores";

/**
 * The smallest change that obeys a rule, by rule, where the change is made in place. Rules whose remedy would replace the
 * resource, or needs another resource, or a choice that only the owner can make, have none here (by-hand.ts).
 */
export const REMEDIES: Readonly<Record<string, Remedy>> = { ...CAPACITY, ...STORES, ...EDGE, ...KUBERNETES };
