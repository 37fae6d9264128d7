/** Values that scalekit sets the same for everyone. Each may be changed through the component's `transform`. */

/** Reserved days before a deleted key is gone: the longest that KMS offers, since what it encrypted goes with it [KMS ScheduleKeyDeletion: 7 to 30]. */
export const KEY_DELETION_DAYS = 30;

/** Days in which a deleted secret can be restored: the longest that Secrets Manager offers [DeleteSecret: 7 to 30]. */
export const SECRET_RECOVERY_DAYS = 30;

/** Load balancer logs: long enough to look into an incident of last quarter. */
export const ACCESS_LOG_DAYS = 90;

/** Older versions of static files: long enough to roll a bad release back. */
export const NONCURRENT_DAYS = 30;

/** Performance Insights keeps 7 days free of charge [https://aws.amazon.com/rds/performance-insights/pricing/]. */
export const PERFORMANCE_INSIGHTS_DAYS = 7;

/** Share of a unit's capacity at which the request-count policy adds units: what is left covers the minutes that a new one takes. */
export const REQUEST_TARGET_SHARE = 0.7;

/** Time that a pod has to finish what it began: Kubernetes' own default [terminationGracePeriodSeconds]. */
export const GRACEFUL_SECONDS = 30;

/** Database and cache ports: each engine's own default. */
export const PORTS = { postgresql: 5432, mysql: 3306, redis: 6379 } as const;

/** Kubernetes namespace of all workloads of an environment's cluster. */
export const NAMESPACE = "services";

/** Where the control planes of Route 53, CloudFront, IAM and of certificates and WAF for CloudFront live [AWS Fault Isolation Boundaries, appendices A and B]. */
export const GLOBAL_REGION = "us-east-1";

/** Stands for a prefix list whose id is not known yet; a real `up` asks for `doctor --refresh` first. */
export const PLACEHOLDER_PREFIX_LIST = "pl-00000000";
