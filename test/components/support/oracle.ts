import { checkInputs } from "../../support/oracle";
import type { Registered } from "./monitor";

/** Where `@pulumi/aws` or the provider's own source says otherwise than what the oracle could see. */
const NOT_AS_THE_ORACLE_SEES_IT: readonly (readonly [sentence: RegExp, why: string])[] = [
  [
    /(aliases|\w+RoutingPolicies) is one object, not a list/,
    "the bridge keeps these lists lists [route53/record.d.ts]",
  ],
  [/deregistrationDelay must be a string/, "a number in @pulumi/aws, which the bridge converts [lb/targetGroup.d.ts]"],
  [
    /slowStart must be from 0 to 0, not (3\d|[4-9]\d|[1-8]\d\d|900)$/,
    "0, or 30 to 900: the oracle kept the first of two ranges [docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html]",
  ],
];

/** What the real AWS provider would refuse in these resources, one sentence each with the resource's name. */
export const refusedByProvider = (resources: readonly Registered[]): string[] =>
  resources
    .filter(({ custom, type }) => custom && type.startsWith("aws:"))
    .flatMap(({ name, type, inputs }) => checkInputs(type, inputs).map((problem) => `${name}: ${problem}`))
    .filter((problem) => !NOT_AS_THE_ORACLE_SEES_IT.some(([sentence]) => sentence.test(problem)));
