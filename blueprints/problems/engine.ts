import type { CatalogueEntry } from "./problem";

/** Problems of finding the engine, of its state, and of runs. Codes are permanent. */
export const engineProblems: readonly CatalogueEntry[] = [
  {
    code: "SK3001",
    title: "no Pulumi engine",
    why: "Stacks are made by the Pulumi engine. It was neither named, nor on PATH, nor in the cache, and could be neither downloaded nor built here.",
    fix: "Put `pulumi` on PATH, set SCALEKIT_PULUMI to its path, allow https://get.pulumi.com, or install Go so that it can be built from source.",
  },
  {
    code: "SK3002",
    title: "an engine that is not supported",
    why: "Programs talk to the engine by a protocol. Engines outside the tested range have not been shown to work, so the one that was named is not used.",
    fix: "Name an engine of the tested range, or unset SCALEKIT_PULUMI so that scalekit finds one by itself.",
  },
  {
    code: "SK3003",
    title: "a download that is not what was published",
    why: "The engine's archive does not have the published SHA-256 sum: it is damaged or was changed on the way. It was deleted and not run.",
    fix: "Try again; if it happens again, look at the proxy between here and get.pulumi.com.",
  },
  {
    code: "SK3004",
    title: "no passphrase was chosen",
    why: "State holds secrets. They are encrypted with a passphrase or a key, and scalekit never invents one for a real environment.",
    fix: "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE, or give a key: --secrets-provider awskms://alias/…",
  },
  {
    code: "SK3005",
    title: "a stack of the other kind",
    why: "Each stack records whether it is real or simulated. Running the other kind's providers over it would write nonsense into its state, or leave real resources behind.",
    fix: "Use --sandbox for simulated stacks only, and give the two kinds different backends.",
  },
  {
    code: "SK3006",
    title: "the state is in use",
    why: "Another run holds the lock of this stack's state. Two runs at once would overwrite each other.",
    fix: "Wait for the other run. If it is gone for good, `pulumi cancel --stack STACK` breaks its lock.",
  },
  {
    code: "SK3007",
    title: "the backend did not answer",
    why: "The place that keeps the state refused or could not be reached, so nothing was changed.",
    fix: "Look at the backend's URL and at the credentials for it; the message above is its own.",
  },
  {
    code: "SK3008",
    title: "a lower tier than recorded",
    why: "The environment runs at a higher tier than was asked for. Going down removes replicas and regions, and should never happen by a forgotten flag.",
    fix: "Ask for the recorded tier, or say --allow-shrink.",
  },
  {
    code: "SK3009",
    title: "a stateful resource would be replaced or deleted",
    why: "It holds data that nothing else holds. A replacement starts empty.",
    fix: "Change the manifest so that it stays, or name that one resource: --allow-replace URN",
  },
  {
    code: "SK3010",
    title: "the account is not known",
    why: "Names and ARNs are computed from the AWS account's id. With the placeholder they would point at nothing.",
    fix: "`scalekit doctor --env NAME --refresh` writes the id to scalekit.lock.json, or write `account:` into the manifest.",
  },
  {
    code: "SK3011",
    title: "destroy would delete data",
    why: "Stateful resources are protected, in Pulumi and in the cloud. --yes alone never lifts that.",
    fix: "`scalekit destroy --unprotect` lifts the protection first; the provider takes final snapshots where the type has them.",
  },
  {
    code: "SK3012",
    title: "no such stack",
    why: "--only names a stack that neither the plan nor the backend has.",
    fix: "Use one of the names that `scalekit status` lists.",
  },
  {
    code: "SK3013",
    title: "local state",
    why: "The state is in a folder on this machine. Whoever lacks it cannot change the environment, and a lost disk loses it.",
    fix: "For more than a trial use a backend: `scalekit bootstrap` makes a bucket and a key, --backend s3://… uses it.",
  },
  {
    code: "SK3014",
    title: "a resource in doubt",
    why: "A run was killed while the cloud made this resource, and whether it exists could not be found out.",
    fix: "Look for it in the cloud; then `pulumi refresh --import-pending-creates` (it exists) or `--clear-pending-creates` (it does not).",
  },
  {
    code: "SK3015",
    title: "the preview failed",
    why: "At least one stack cannot be previewed, so nothing was changed.",
    fix: "Put right what the messages above say, and run the same command again.",
  },
  {
    code: "SK3016",
    title: "a stack failed",
    why: "The cloud or a program refused a step. What was made before it stands and is recorded; stacks that depend on it were not started.",
    fix: "Put right what the message says, and run the same command again: it goes on where it stopped.",
  },
  {
    code: "SK3018",
    title: "mandatory findings of the policies",
    why: "Each stack was previewed with the rules, and at least one mandatory rule does not hold. Nothing was changed.",
    fix: "Put right what the findings say (`scalekit check` shows all of them, `--fix` writes what it can), or excuse one with `scalekit exempt`.",
  },
  {
    code: "SK3019",
    title: "the proof misses mandatory objectives",
    why: "The environment's gate is mandatory (by default from tier scale up), and what is planned recovers more slowly or loses more than its objectives allow. Nothing was changed.",
    fix: "`scalekit prove` shows each step, `--changes` what would meet the objectives. Accept a risk in objectives.accept (or with --accept for one run), or set objectives.gate to advisory.",
  },
  {
    code: "SK3017",
    title: "not a Pulumi state",
    why: "The text is not what Pulumi writes: it cannot be read, so nothing can be said of what it holds.",
    fix: "Write it again with `pulumi stack export --file state.json`; versions 3 and 4 are read, and checkpoints of a file backend.",
  },
];
