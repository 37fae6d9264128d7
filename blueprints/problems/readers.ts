import type { CatalogueEntry } from "./problem";

export const readerProblems: readonly CatalogueEntry[] = [
  {
    code: "SK3040",
    title: "A file that no reader understands",
    why: "scalekit reads Pulumi, Terraform, CloudFormation and Kubernetes files by their content. This one is of no such form, or a part of it is missing or broken; judging half of it would call gaps what was merely cut off.",
    fix: "Write the file again with the tool that it comes from (`terraform show -json`, `pulumi stack export`, `kubectl get -o yaml`), and give the whole of it.",
  },
  {
    code: "SK3041",
    title: "Resources of unknown types",
    why: "No rule names these types, and no mapping to Pulumi's types is known. They are kept in the graph under their own type and counted, so that nothing is dropped in silence.",
    fix: "Nothing. What refers to them is still followed.",
  },
  {
    code: "SK3042",
    title: "A part of an input was skipped",
    why: "The file holds something that cannot be read as a resource; the rest of it was read.",
    fix: "Look at the place that the message names.",
  },
];
