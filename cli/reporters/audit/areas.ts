/** What the areas of rules are called among people who do not know their ids. */
export const AREA_WORDS: Readonly<Record<string, string>> = {
  compute: "compute",
  db: "databases",
  cache: "caches",
  nosql: "tables",
  msg: "queues",
  edge: "DNS and CDN",
  net: "network",
  k8s: "Kubernetes",
  fn: "functions",
  store: "files and buckets",
  obs: "monitoring",
  cost: "cost",
  sec: "security",
  res: "resilience",
  same: "regions alike",
  small: "statelessness",
};
