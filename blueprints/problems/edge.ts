import type { CatalogueEntry } from "./problem";

/** What is asked of a CDN and cannot be had. */
export const edgeProblems: readonly CatalogueEntry[] = [
  {
    code: "SK2020",
    title: "The CDN lacks what is asked of it",
    why: "CDNs differ: origin access control, which lets only one CDN read a private bucket, is CloudFront's own; other things need a plan or an add-on. scalekit refuses what it could only pretend to do.",
    fix: "Take the nearest way that the message names, or choose the other CDN.",
  },
  {
    code: "SK2021",
    title: "A CDN part lacks an argument that its provider needs",
    why: "CloudFront's alias records need the id of the Route 53 zone; Cloudflare needs the ids of its zone and account.",
    fix: "Give the argument that the message names.",
  },
];
