/**
 * Types that the sandbox simulates from the SDKs' declarations, each with the properties whose change replaces it, and why.
 * Kubernetes: "metadata.name" and "metadata.namespace" make another object for every kind.
 */
export const SHAPES = {
  kubernetes: {
    source: "pulumi-kubernetes provider/pkg/provider/diff.go (forceNewProperties)",
    replaces: {
      "metadata.name": "another object",
      "metadata.namespace": "another object",
      apiVersion: "another kind",
      kind: "another kind",
    },
    // Custom resources are in no SDK: secrets-store-csi-driver v1, config/crd/bases/secrets-store.csi.x-k8s.io_secretproviderclasses.yaml.
    custom: {
      "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass": {
        spec: { type: "object", required: true },
        "spec.provider": { type: "string", required: true },
        "spec.parameters": { type: "string{}" },
        "spec.secretObjects": { type: "object[]" },
        "spec.secretObjects[].secretName": { type: "string", required: true },
        "spec.secretObjects[].type": { type: "string", required: true },
        "spec.secretObjects[].labels": { type: "string{}" },
        "spec.secretObjects[].annotations": { type: "string{}" },
        "spec.secretObjects[].data": { type: "object[]", required: true },
        "spec.secretObjects[].data[].key": { type: "string", required: true },
        "spec.secretObjects[].data[].objectName": { type: "string", required: true },
      },
    },
    types: {
      "kubernetes:apps/v1:Deployment": { "spec.selector": "immutable in apps/v1" },
      "kubernetes:apps/v1:DaemonSet": { "spec.selector": "immutable in apps/v1" },
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": {},
      "kubernetes:core/v1:ConfigMap": { data: "the provider treats it as immutable", binaryData: "as data", immutable: "as data" },
      "kubernetes:core/v1:Namespace": {},
      "kubernetes:core/v1:Secret": {
        data: "the provider treats it as immutable",
        stringData: "as data",
        type: "immutable",
        immutable: "as data",
      },
      "kubernetes:core/v1:Service": { "spec.clusterIP": "immutable", "spec.type": "only between some types" },
      "kubernetes:core/v1:ServiceAccount": {},
      "kubernetes:core/v1:ResourceQuota": { "spec.scopes": "immutable" },
      "kubernetes:core/v1:LimitRange": {},
      "kubernetes:core/v1:PersistentVolumeClaim": { "spec.storageClassName": "immutable", "spec.accessModes": "immutable", "spec.selector": "immutable", "spec.volumeName": "immutable" },
      "kubernetes:networking.k8s.io/v1:Ingress": {},
      "kubernetes:networking.k8s.io/v1:IngressClass": { "spec.controller": "immutable" },
      "kubernetes:networking.k8s.io/v1:NetworkPolicy": {},
      "kubernetes:policy/v1:PodDisruptionBudget": {},
      "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole": {},
      "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding": { roleRef: "immutable" },
      "kubernetes:rbac.authorization.k8s.io/v1:Role": {},
      "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": { roleRef: "immutable" },
      "kubernetes:scheduling.k8s.io/v1:PriorityClass": { value: "immutable" },
      "kubernetes:storage.k8s.io/v1:StorageClass": { parameters: "immutable", provisioner: "immutable" },
      "kubernetes:helm.sh/v3:Release": {},
    },
  },
  cloudflare: {
    source: "RequiresReplace plan modifiers of terraform-provider-cloudflare v5, internal/services/*/schema.go",
    types: {
      "cloudflare:index/dnsRecord:DnsRecord": { zoneId: "part of the address" },
      "cloudflare:index/zone:Zone": { name: "another zone", account: "another account" },
      "cloudflare:index/zoneSetting:ZoneSetting": { zoneId: "part of the address", settingId: "part of the address" },
      "cloudflare:index/zoneDnssec:ZoneDnssec": { zoneId: "part of the address" },
      "cloudflare:index/ruleset:Ruleset": { zoneId: "part of the address", accountId: "part of the address", phase: "fixed", kind: "fixed" },
      "cloudflare:index/loadBalancer:LoadBalancer": { zoneId: "part of the address" },
      "cloudflare:index/loadBalancerPool:LoadBalancerPool": { accountId: "part of the address" },
      "cloudflare:index/loadBalancerMonitor:LoadBalancerMonitor": { accountId: "part of the address" },
      "cloudflare:index/r2Bucket:R2Bucket": { accountId: "part of the address", name: "another bucket", location: "fixed", jurisdiction: "fixed" },
      "cloudflare:index/r2CustomDomain:R2CustomDomain": { accountId: "part of the address", bucketName: "part of the address", domain: "part of the address" },
      "cloudflare:index/workersScript:WorkersScript": { accountId: "part of the address", scriptName: "part of the address" },
      "cloudflare:index/workersRoute:WorkersRoute": { zoneId: "part of the address" },
      "cloudflare:index/workersCustomDomain:WorkersCustomDomain": { accountId: "part of the address" },
      "cloudflare:index/customHostname:CustomHostname": { zoneId: "part of the address", hostname: "another host" },
      "cloudflare:index/certificatePack:CertificatePack": {},
      "cloudflare:index/totalTls:TotalTls": { zoneId: "part of the address" },
      "cloudflare:index/tieredCache:TieredCache": { zoneId: "part of the address" },
      "cloudflare:index/argoTieredCaching:ArgoTieredCaching": { zoneId: "part of the address" },
      "cloudflare:index/authenticatedOriginPulls:AuthenticatedOriginPulls": { zoneId: "part of the address" },
      "cloudflare:index/authenticatedOriginPullsSettings:AuthenticatedOriginPullsSettings": { zoneId: "part of the address" },
      "cloudflare:index/originCaCertificate:OriginCaCertificate": { csr: "another certificate", hostnames: "another certificate" },
      "cloudflare:index/list:List": { accountId: "part of the address", kind: "fixed", name: "fixed" },
      "cloudflare:index/healthcheck:Healthcheck": { zoneId: "part of the address" },
    },
  },
  random: {
    source: "terraform-provider-random internal/provider/*: every argument but some of keepers' neighbours carries RequiresReplace",
    types: {
      "random:index/randomPassword:RandomPassword": fixed("length", "special", "upper", "lower", "numeric", "number", "minLower", "minUpper", "minNumeric", "minSpecial", "overrideSpecial", "keepers"),
      "random:index/randomString:RandomString": fixed("length", "special", "upper", "lower", "numeric", "number", "minLower", "minUpper", "minNumeric", "minSpecial", "overrideSpecial", "keepers"),
      "random:index/randomId:RandomId": fixed("byteLength", "keepers", "prefix"),
      "random:index/randomBytes:RandomBytes": fixed("length", "keepers"),
      "random:index/randomInteger:RandomInteger": fixed("min", "max", "seed", "keepers"),
      "random:index/randomUuid:RandomUuid": fixed("keepers"),
      "random:index/randomPet:RandomPet": fixed("length", "prefix", "separator", "keepers"),
      "random:index/randomShuffle:RandomShuffle": fixed("inputs", "resultCount", "seed", "keepers"),
    },
  },
};

function fixed(...names) {
  return Object.fromEntries(names.map((name) => [name, "makes another value"]));
}
