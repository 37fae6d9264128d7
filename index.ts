// What the package gives to programs. The build makes each of these load its own file on first use, so that a Pulumi
// program that takes one component loads neither the command line, nor the engine's parts, nor the other components.

export type { QuotaReading, Quotas } from "./blueprints/capacity/quotas";
export type { RetryPolicy } from "./blueprints/capacity/retries";
export type { Curve } from "./blueprints/capacity/traffic/curve";
export { type Shape, shaped } from "./blueprints/capacity/traffic/shapes";
export { explain } from "./blueprints/explain/explain";
// From the manifest to the plan: pure functions.
export type { GraphResource, ResourceGraph } from "./blueprints/graph/graph";
export { setTier, setValue } from "./blueprints/manifest/edit";
export { type LoadOptions, loadManifest } from "./blueprints/manifest/load";
export type { Manifest, Resolved } from "./blueprints/manifest/manifest";
export { readManifestFile } from "./blueprints/manifest/read";
export { manifestSchema } from "./blueprints/manifest/schema/schema";
export type { Source, Sources } from "./blueprints/manifest/source";
export { type Answers, writeManifest } from "./blueprints/manifest/write";
export { makePlan } from "./blueprints/plan/make";
export type { PartArgs, PartKind } from "./blueprints/plan/parts";
export type { EnvironmentLock, Lock, Part, PartOf, Plan, PlannedStack, StackKind } from "./blueprints/plan/plan";
export { CATALOGUE } from "./blueprints/problems/catalogue";
export { formatProblems } from "./blueprints/problems/format";
export { type CatalogueEntry, type Outcome, type Problem, ScalekitError } from "./blueprints/problems/problem";
export { type Demand, demandOf } from "./blueprints/recovery/demand";
export { type Proof, type ProofSet, prove } from "./blueprints/recovery/prove";
export { TIER_DEFAULTS } from "./blueprints/tiers";
export { TIERS, type Tier } from "./blueprints/tiers/tier";
export { type DrawOptions, drawTopology } from "./blueprints/topology/draw";
export type { Topology } from "./blueprints/topology/topology";
export { type CheckOptions, type CheckOutcome, check } from "./cli/check/check";
export { type ProveOptions, provePlan } from "./cli/prove/prove-plan";
export type { ProveResult } from "./cli/prove/result";
export { type CheckFormat, renderCheck } from "./cli/reporters/check";
export { type PlanDocument, planJson } from "./cli/reporters/plan/json";
export { planText } from "./cli/reporters/plan/text";
export { type ProveFormat, renderProve } from "./cli/reporters/prove";
export { renderSimulate, type SimulateFormat } from "./cli/reporters/simulate";
export type { SimulateResult } from "./cli/simulate/result";
export { type SimulateOptions, simulatePlan } from "./cli/simulate/simulate-plan";
// Components: each usable alone from any Pulumi program.
export { Component, type From, type Transform } from "./components/component";
export { AutoscalingGroup } from "./components/compute/autoscaling-group";
export type { EntryPointArgs, EntryTransform } from "./components/compute/entry-args";
export { EntryPoint } from "./components/compute/entry-point";
export type { AutoscalingGroupArgs, AutoscalingGroupTransform } from "./components/compute/group-args";
export type { AuroraClusterArgs, AuroraTransform } from "./components/data/aurora-args";
export { AuroraCluster } from "./components/data/aurora-cluster";
export type { CacheTransform, SessionCacheArgs } from "./components/data/cache-args";
export { GlobalCache, type GlobalCacheArgs } from "./components/data/global-cache";
export { GlobalDatabase, type GlobalDatabaseArgs } from "./components/data/global-database";
export type { RdsInstanceArgs, RdsTransform } from "./components/data/rds-args";
export { RdsInstance } from "./components/data/rds-instance";
export { SessionCache } from "./components/data/session-cache";
export { Cdn, type CdnArgs } from "./components/edge/cdn";
export type { CdnCommonArgs, CdnOutputs } from "./components/edge/cdn-args";
export { CloudflareCdn } from "./components/edge/cloudflare";
export type { CloudflareArgs } from "./components/edge/cloudflare-args";
export { CloudFrontCdn } from "./components/edge/cloudfront";
export type { CloudFrontArgs, CloudFrontTransform } from "./components/edge/cloudfront-args";
export { OriginRecord, type OriginRecordArgs } from "./components/edge/origin-record";
export { StaticBucket, type StaticBucketArgs } from "./components/edge/static-bucket";
export { Zone, type ZoneArgs } from "./components/edge/zone";
export { Cluster } from "./components/kubernetes/cluster";
export type { ClusterArgs, ClusterTransform } from "./components/kubernetes/cluster/args";
export { Platform } from "./components/kubernetes/platform";
export type { PlatformArgs, PlatformTransform } from "./components/kubernetes/platform/args";
export { type EksAccess, type KubeconfigAccess, kubernetesProviderArgs } from "./components/kubernetes/provider-args";
export { Workload } from "./components/kubernetes/workload";
export type { WorkloadArgs, WorkloadTransform } from "./components/kubernetes/workload/args";
export { type EntryLink, type NetworkLink, ORIGIN_HEADER, type StoreLink } from "./components/links";
export { Network } from "./components/network/network";
export type { NetworkComponentArgs as NetworkArgs, NetworkTransform } from "./components/network/network-args";
export { Peering, type PeeringComponentArgs as PeeringArgs, type PeerStore } from "./components/network/peering";
export { Alarms } from "./components/observability/alarms";
export type {
  AlarmsComponentArgs as AlarmsArgs,
  AlarmsTransform,
  Watched,
} from "./components/observability/alarms-args";
export { Budget, type BudgetComponentArgs as BudgetArgs } from "./components/observability/budget";
export { Key, type KeyComponentArgs as KeyArgs } from "./components/security/key";
// Rules: what they are made of, the ones that there are, and what a check makes of them.
export {
  type Change as SampleChange,
  changed,
  declaring,
  withInputs,
  withMore,
  without,
  withResource,
} from "./policies/change-sample";
export { type Declared, declaredOf } from "./policies/declared";
export { evaluate, type Judgement } from "./policies/evaluate";
export type { Finding, PolicyReport } from "./policies/finding";
export { type ReportOptions, reportOf } from "./policies/report";
export { fail, pass, perTier, type Rule, rule, unknown, type Verdict } from "./policies/rule";
export { RULES } from "./policies/rules";
export { graphOf, ref, type Sample, type SampleResource } from "./policies/sample";
export { type CaseResult, type RuleTable, testRule } from "./policies/test-rule";
export { World } from "./policies/world/world";
export { type BootstrapPlan, bootstrap, bootstrapPlan, type CiTrust } from "./stacks/account/bootstrap";
export type { CheckResult } from "./stacks/account/check";
export { type AccountClients, accountClients } from "./stacks/account/clients";
export { examine } from "./stacks/account/doctor";
export { examineMachine } from "./stacks/account/machine";
export { type LeastPolicy, leastPolicy } from "./stacks/account/permissions";
export { readQuotas } from "./stacks/account/quota-values";
export { refreshLock } from "./stacks/account/refresh";
// Programs, the offline synth, the engine, the sandbox and the account.
export type { RunContext } from "./stacks/context";
export { awsProviderArgs } from "./stacks/engine/aws-provider";
export { cachedEngine, type Engine, findEngine } from "./stacks/engine/binary/find";
export { ensureEngine } from "./stacks/engine/binary/install";
export type { Change, Diagnostic, Verb } from "./stacks/engine/run/change";
export { type DestroyOptions, type DestroyPlan, type DestroyResult, runDestroy } from "./stacks/engine/run/destroy";
export type { Observe, Operation, RunEvent, StackStatus } from "./stacks/engine/run/event";
export type { Refusal } from "./stacks/engine/run/guard";
export { runOutputs, type StackOutputs } from "./stacks/engine/run/outputs";
export { type Preview, type PreviewOptions, runPreview } from "./stacks/engine/run/preview";
export { type RefreshResult, runDrift, runRefresh } from "./stacks/engine/run/refresh";
export { defaultConcurrency, type ProgramFor, type RunSettings } from "./stacks/engine/run/settings";
export type { StackRun } from "./stacks/engine/run/stack-run";
export { runStatus, type StackState, type Status } from "./stacks/engine/run/status";
export { type RunResult, runUp, type StackResult, type UpOptions, type UpResult } from "./stacks/engine/run/up";
export { openSession, type Program, type ProviderShims, type Session } from "./stacks/engine/session";
export { SANDBOX_PASSPHRASE, type StatePlace, statePlace } from "./stacks/engine/state/where";
export { environmentLock, lockFile, readLock, writeLock } from "./stacks/lock";
export { programFor } from "./stacks/programs";
export { type CloudView, installShims, openCloud, type ShimSettings, type Shims, whatIsLeft } from "./stacks/sandbox";
export { synth, synthStack } from "./stacks/synth/synth";
