import type { CatalogueEntry } from "./problem";

/** What can go wrong when rules are chosen, loaded or run. */
export const policyProblems: readonly CatalogueEntry[] = [
  {
    code: "SK6001",
    title: "A rule that there is not",
    why: "A level or an exemption names a rule that neither scalekit nor a custom package has; ignoring it would leave something unjudged, or excused, without anybody knowing.",
    fix: "Write the id that the message suggests; `scalekit explain rules` lists all of them.",
  },
  {
    code: "SK6002",
    title: "Findings stop the change",
    why: "A mandatory rule fails in what would be made. Nothing was changed.",
    fix: "Put the findings right (`scalekit check --fix` does some), excuse one with `scalekit exempt`, or lower the rule's level under policies.levels.",
  },
  {
    code: "SK6003",
    title: "A package with rules cannot be loaded",
    why: "It is not installed where scalekit looks, throws while it loads, or exports no list `rules` of rules in the right form.",
    fix: "Install it beside the manifest, or in a folder that --rules-from names; test its rules with `testRule` from scalekit.",
  },
  {
    code: "SK6004",
    title: "Judging takes too long",
    why: "The rules were not done within the time that is allowed. A manifest or a state of ordinary size takes well under a second, so this one is very large or was made to be slow.",
    fix: "Look at the size of what is judged: split a manifest, give an audit fewer files at once; for a very large environment allow more with --time-limit.",
  },
  {
    code: "SK6005",
    title: "The merge base cannot be found",
    why: "With --since, findings are compared with those of the commit that both sides share. A shallow clone does not have it.",
    fix: "Fetch the history: git fetch --unshallow, or in GitHub Actions fetch-depth: 0.",
  },
  {
    code: "SK6006",
    title: "Not in a Git repository",
    why: "--since compares with an earlier commit, so the manifest must be in a repository.",
    fix: "Run it in the repository's work tree, or without --since.",
  },
  {
    code: "SK6007",
    title: "No finding has this fingerprint",
    why: "An exemption excuses one known finding. Nothing that fails now has the fingerprint that was given.",
    fix: "Take the fingerprint from `scalekit check`; findings that are gone need no exemption.",
  },
  {
    code: "SK6008",
    title: "An exemption that cannot be written",
    why: "An exemption needs an owner, a reason and a day on which it ends, not more than a year ahead.",
    fix: "Give --owner, --reason and --expires YYYY-MM-DD.",
  },
  {
    code: "SK6009",
    title: "No document of a check",
    why: "--from prints what an earlier run found. The file is no JSON document of this version, or somebody changed it.",
    fix: "Write one with `scalekit check --output json=FILE`; its schema is docs/schemas/check.schema.json.",
  },
  {
    code: "SK6010",
    title: "A file that leads out of the repository",
    why: "With --since the checkout is somebody else's. A link in it could point at any file of the machine that judges it, and what is wrong with that file would be told in the log.",
    fix: "Put the file itself there instead of a link.",
  },
  {
    code: "SK6011",
    title: "A rule that fails itself",
    why: "The rule threw an error while it judged. Nothing is judged half: without its answer there is no verdict.",
    fix: "Put the rule right (test it with `testRule`), or switch it off under policies.levels until it is.",
  },
  {
    code: "SK6012",
    title: "No document of an audit to compare with",
    why: "--baseline compares with what an earlier audit wrote as JSON. The file is no such document of this version, or one of the two has pseudonyms and the other has not.",
    fix: "Write one with `scalekit audit FILE --output json=FILE`; its schema is docs/schemas/audit.schema.json.",
  },
  {
    code: "SK6013",
    title: "The key of the pseudonyms cannot be kept",
    why: "--redact makes pseudonyms with a key, so that nobody can test a guess, and keeps it in .scalekit/redact.key, so that they stay the same from run to run. That file cannot be written here.",
    fix: "Set SCALEKIT_REDACT_KEY to a secret of your own.",
  },
  {
    code: "SK6014",
    title: "A stack that the engine does not export",
    why: "`audit --stack` asks the engine for the state of a live stack, in this folder and with its login. The engine said no.",
    fix: "Try `pulumi stack export --stack NAME` yourself; log in first, or stand in the project's folder.",
  },
  {
    code: "SK6015",
    title: "A manifest that the change deletes",
    why: "The merge base has the manifest and the checkout has not: the change deletes it or moves it away. Without it there is no plan to judge, and what it has made stays where it is.",
    fix: "Name the manifest where it is now with -f FILE. Where it is gone on purpose, remove what it made with `scalekit destroy` before the change is merged.",
  },
  {
    code: "SK6016",
    title: "Something was adopted before",
    why: "`audit --import-files` writes what adopted resources keep into scalekit.adopted.json. That file holds the environment already, and people take lines out of it as they let scalekit change things.",
    fix: "Look at the file; add --force to write it anew.",
  },
];
