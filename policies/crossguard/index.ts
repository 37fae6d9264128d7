import { createRequire } from "node:module";
import { PolicyPack } from "@pulumi/policy";
import type { Rule } from "../rule";
import { RULES } from "../rules";
import { DATA_VARIABLE, RESULTS_VARIABLE, readPackData } from "./data";
import { packArgs } from "./pack";

// The pack's entry: the engine starts this file, once for each stack that it previews.
const file = process.env[DATA_VARIABLE];
const data = file === undefined || file === "" ? undefined : readPackData(file);
const load = createRequire(__filename);
const custom = (data?.custom ?? []).flatMap((path) => (load(path) as { readonly rules: readonly Rule[] }).rules);

new PolicyPack(
  "scalekit",
  packArgs({
    rules: [...RULES, ...custom],
    data,
    results: process.env[RESULTS_VARIABLE] || undefined,
    today: new Date().toISOString().slice(0, 10),
  }),
);
