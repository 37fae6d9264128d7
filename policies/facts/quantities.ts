import { entryOf } from "../../blueprints/graph/values";
/** Factors of Kubernetes' suffixes [kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/]. */
const FACTORS: Readonly<Record<string, number>> = {
  "": 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** @returns undefined for what is no quantity */
function quantity(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const [, amount, suffix = ""] = /^(\d+(?:\.\d+)?(?:[eE]\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(value.trim()) ?? [];
  const factor = entryOf(FACTORS, suffix);
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}

/** CPU as Kubernetes writes it (`500m`, `2`), in cores. */
export const cores = quantity;

/** Memory as Kubernetes writes it (`512Mi`, bytes), in MiB. */
export function mebibytes(value: unknown): number | undefined {
  const bytes = quantity(value);
  return bytes === undefined ? undefined : bytes / 2 ** 20;
}
