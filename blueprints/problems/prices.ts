import type { CatalogueEntry } from "./problem";

export const priceProblems: readonly CatalogueEntry[] = [
  {
    code: "SK3050",
    title: "A price file that cannot be used",
    why: "`cost` takes prices from scalekit.prices.json beside the manifest, or from the file that `--prices` names, before those that scalekit comes with. This one is not what `scalekit prices --refresh` writes; guessing at a price would be worse than none.",
    fix: "Write it again with `scalekit prices --refresh`, or remove it.",
  },
  {
    code: "SK3051",
    title: "The AWS Price List cannot be read",
    why: "`scalekit prices --refresh` downloads the offer files that AWS publishes for everybody, some of them hundreds of megabytes long. One did not arrive, or is not what AWS publishes. Nothing was written.",
    fix: "Check the connection and the region's name and start it again; `--endpoint` names a mirror of the files.",
  },
];
