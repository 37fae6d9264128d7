import type { GraphResource } from "../../blueprints/graph/graph";
import { isSecret, isUnknown } from "../../blueprints/graph/values";
import { unseen } from "../world/unseen";

type Labels = Readonly<Record<string, unknown>>;

/**
 * Whether a Kubernetes label selector takes these labels. None takes nothing, an empty one takes everything
 * [kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/].
 * @throws UnseenValue, named after the object and path, where what decides is not known
 */
export function selects(selector: unknown, labels: unknown, object: GraphResource, path: string): boolean {
  const seen = (value: unknown): unknown => {
    if (isUnknown(value) || isSecret(value)) throw unseen(object, path);
    return value;
  };
  const asLabels = (value: unknown): Labels => {
    const known = seen(value);
    return typeof known === "object" && known !== null ? (known as Labels) : {};
  };
  if (selector === undefined || selector === null) return false;
  const { matchLabels, matchExpressions } = asLabels(selector);
  const of = asLabels(labels);
  const wanted = Object.entries(asLabels(matchLabels));
  // A label that isn't there decides, whatever values are still unknown.
  if (wanted.some(([key]) => !Object.hasOwn(of, key))) return false;
  if (wanted.some(([key, value]) => isText(value) && isText(of[key]) && of[key] !== value)) return false;
  if (!wanted.every(([key, value]) => seen(of[key]) === seen(value))) return false;
  const expressions = seen(matchExpressions);
  return (Array.isArray(expressions) ? expressions : []).every((expression) => {
    const { key, operator, values } = asLabels(expression);
    const name = String(seen(key));
    const there = Object.hasOwn(of, name);
    const among = (): boolean => {
      const list = seen(values);
      return Array.isArray(list) && list.map(seen).includes(seen(of[name]));
    };
    switch (seen(operator)) {
      case "In":
        return there && among();
      case "NotIn":
        return !there || !among();
      case "Exists":
        return there;
      case "DoesNotExist":
        return !there;
      default:
        throw unseen(object, path);
    }
  });
}

const isText = (value: unknown): value is string => typeof value === "string";
