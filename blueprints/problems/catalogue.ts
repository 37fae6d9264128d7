import { accountProblems } from "./account";
import { cliProblems } from "./cli";
import { edgeProblems } from "./edge";
import { engineProblems } from "./engine";
import { manifestProblems } from "./manifest";
import { planProblems } from "./plan";
import { policyProblems } from "./policies";
import { priceProblems } from "./prices";
import type { CatalogueEntry } from "./problem";
import { programProblems } from "./programs";
import { readerProblems } from "./readers";
import { sandboxProblems } from "./sandbox";

/** Every problem that scalekit reports, by code. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...manifestProblems,
  ...planProblems,
  ...edgeProblems,
  ...engineProblems,
  ...programProblems,
  ...readerProblems,
  ...priceProblems,
  ...sandboxProblems,
  ...accountProblems,
  ...policyProblems,
  ...cliProblems,
].sort((a, b) => a.code.localeCompare(b.code));

export const catalogueEntry = (code: string): CatalogueEntry | undefined =>
  CATALOGUE.find((entry) => entry.code === code.toUpperCase());
