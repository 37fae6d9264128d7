import type { CatalogueEntry } from "./problem";

export const accountProblems: readonly CatalogueEntry[] = [
  {
    code: "SK5001",
    title: "No working AWS credentials",
    why: "AWS did not answer who the caller is. Nothing can be looked at or made in an account without that.",
    fix: "Log in (`aws sso login`), choose a profile (AWS_PROFILE), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
  },
  {
    code: "SK5002",
    title: "Credentials of another account",
    why: "The manifest names the account that it means. Making its resources in another one would be hard to undo.",
    fix: "Use credentials of the manifest's account, or correct `account` in the manifest.",
  },
  {
    code: "SK5010",
    title: "Not one repository and one GitHub environment",
    why: "The role that CI takes trusts exactly one repository and environment; a wildcard would let strangers take it.",
    fix: "Give --github OWNER/NAME and --github-environment NAME without wildcards.",
  },
];
