import type { CatalogueEntry } from "./problem";

/** What a plan warns of, and what is wrong with a lock file. */
export const planProblems: readonly CatalogueEntry[] = [
  {
    code: "SK2001",
    title: "A data store can never span regions",
    why: "An RDS instance can't be turned into an Aurora cluster in place: engine is a property that replaces the database. A system that may need several regions wants Aurora from the start.",
    fix: "Set the store's engine to aurora-postgresql or aurora-mysql before it holds data, or accept that writes end with its region.",
  },
  {
    code: "SK2002",
    title: "An objective is out of reach",
    why: "With what this plan builds, a failure takes longer to recover from, or loses more, than the objective allows. The numbers are published by the cloud or measured in past outages.",
    fix: "Choose a higher tier, add regions or replicas, or write down the objective that the business really has.",
  },
  {
    code: "SK2003",
    title: "The AWS account is not known yet",
    why: "Bucket names and ARNs contain the account's number. Plans make no calls to the cloud, so the number comes from the manifest or the lock file; until then 000000000000 stands in.",
    fix: "Write `account` into the environment, or run `scalekit doctor --refresh`.",
  },
  {
    code: "SK2004",
    title: "A region's CloudFront prefix list is not known",
    why: "Load balancers accept only CloudFront's addresses, by a prefix list that AWS manages under an id of its own in each region. For this region no published id was found.",
    fix: "Run `scalekit doctor --refresh`: it asks the account and writes the id to the lock file.",
  },
  {
    code: "SK2005",
    title: "A region in which an account sees only two zones",
    why: "All networks are laid out over three zones, so that growing never moves a subnet. In this region most accounts see only two.",
    fix: "Choose a region with three zones near by, or have `scalekit doctor --refresh` write the account's three zones to the lock file.",
  },
  {
    code: "SK2006",
    title: "A region waits without data",
    why: "The store stands in the primary only. Another region can be up and ready, but when the primary is lost there is nothing for its services to read or write until the store is restored there.",
    fix: "Make the store global (Aurora at tier global), or accept the time that a restore takes.",
  },
  {
    code: "SK2007",
    title: "Each region has sessions of its own",
    why: "A user who is sent to another region has to sign in again. A cache that stands alone can't join a Global Datastore later: joining replaces it, and its sessions go.",
    fix: "Set `sessions.global: true` before the secondaries serve.",
  },
  {
    code: "SK2008",
    title: "Services that the origin name does not reach",
    why: "A region has one way in. With services on instances it is our load balancer, which knows nothing of an existing Kubernetes cluster.",
    fix: "Run all services on one of the two, or use an EKS cluster that scalekit makes.",
  },
  {
    code: "SK2009",
    title: "Manifest and lock file name different accounts",
    why: "The lock file's account is the one that earlier runs or `doctor --refresh` saw. Going on with another would make a second environment beside the first.",
    fix: "Correct `account` in the manifest, or remove it there; run `scalekit doctor --refresh` if the environment has moved.",
  },
  {
    code: "SK2010",
    title: "Other regions depend on a store in the primary",
    why: "Services in the secondaries reach the store over a peering: each call crosses regions, and when the primary is lost they lose the store too.",
    fix: "Make the store global, so that each region has a copy.",
  },
  {
    code: "SK2011",
    title: "Sessions that say peering and are not shared",
    why: "Other regions write sessions to the primary over a peering only where all are members of one Global Datastore. Without it each region that serves keeps its own and one that waits has none, whatever the setting says.",
    fix: "Set `sessions.global: true`, or `sessions.otherRegionsWrite: regional`, which is what happens.",
  },
  {
    code: "SK2012",
    title: "A service that has no instances at some hours",
    why: "Its schedule takes all instances away. The load balancer then answers 503, DNS calls the region down where nothing else serves there, and no objective holds until the next start.",
    fix: "Nothing, where nobody needs it then. Else take the schedule away.",
  },
  {
    code: "SK2900",
    title: "The lock file cannot be read",
    why: "It is damaged, or a newer version of scalekit wrote it. What it knows (account, zones, ids of things made before) cannot be guessed.",
    fix: "Restore it from version control, or delete it and run `scalekit doctor --refresh`.",
  },
  {
    code: "SK2901",
    title: "The list of what was adopted cannot be read",
    why: "scalekit.adopted.json says what adopted resources keep of what was there before. It is damaged, or somebody gave it another form; without it the next run would change those resources.",
    fix: "Restore it from version control, or write it again with `scalekit audit STATE… --compare scalekit.yaml --import-files FOLDER`.",
  },
];
