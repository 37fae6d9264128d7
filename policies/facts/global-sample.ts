import { ref, type Sample, type SampleResource } from "../sample";
import { TYPES } from "../types";

const instance = (cluster: string, region: string): SampleResource => ({
  type: TYPES.dbClusterInstance,
  name: `${cluster}-0`,
  region,
  inputs: { clusterIdentifier: ref(cluster), instanceClass: "db.r6g.xlarge" },
});
const settings = { engine: "aurora-postgresql", engineVersion: "17.7", enabledCloudwatchLogsExports: ["postgresql"] };

/** A global database of two regions, each cluster with one instance, that the rules of this area start from. */
export const globalSample: Sample = {
  resources: [
    { type: TYPES.dbCluster, name: "orders-eu", inputs: { ...settings, masterUsername: "dbowner" } },
    instance("orders-eu", "eu-west-1"),
    {
      type: TYPES.globalCluster,
      name: "orders-global",
      stack: "global-data",
      inputs: { globalClusterIdentifier: "shop-orders", sourceDbClusterIdentifier: ref("orders-eu") },
    },
    {
      type: TYPES.dbCluster,
      name: "orders-us",
      region: "us-east-1",
      inputs: { ...settings, globalClusterIdentifier: "shop-orders", sourceRegion: "eu-west-1" },
    },
    instance("orders-us", "us-east-1"),
  ],
};
