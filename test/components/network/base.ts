import type { NetworkComponentArgs } from "../../../components/network/network-args";

/** A small region, as the plan lays it out. */
export const networkArgs: NetworkComponentArgs = {
  cidr: "10.16.0.0/16",
  zones: [
    { zone: "eu-west-1a", publicCidr: "10.16.0.0/22", appCidr: "10.16.16.0/20", dataCidr: "10.16.4.0/22" },
    { zone: "eu-west-1b", publicCidr: "10.16.64.0/22", appCidr: "10.16.80.0/20", dataCidr: "10.16.68.0/22" },
    { zone: "eu-west-1c", publicCidr: "10.16.128.0/22", appCidr: "10.16.144.0/20", dataCidr: "10.16.132.0/22" },
  ],
};

/** Somebody else's network. */
export const networkLink = {
  vpcId: "vpc-1",
  vpcCidr: "10.16.0.0/16",
  publicSubnetIds: ["subnet-public-1", "subnet-public-2", "subnet-public-3"],
  appSubnetIds: ["subnet-app-1", "subnet-app-2", "subnet-app-3"],
  dataSubnetIds: ["subnet-data-1", "subnet-data-2", "subnet-data-3"],
};
