import { DiskCloud } from "../../../stacks/sandbox/cloud/disk";

// Writes to a cloud as fast as it can until it is killed; run by disk.test.ts as a process of its own.
const [folder = "", mark = ""] = process.argv.slice(2);
const cloud = new DiskCloud(folder);
for (let count = 0; ; count++) {
  const id = `thing-${count % 20}`;
  const record = {
    schemaVersion: "1" as const,
    id,
    type: "aws:ec2/vpc:Vpc",
    provider: "aws",
    region: "eu-west-1",
    account: "111122223333",
    incarnation: "1",
    uniqueKey: "",
    createdFor: mark,
    status: "ready" as const,
    properties: { filler: mark.repeat(2000), count },
    simulated: true,
  };
  if (cloud.add(record)) cloud.put(record);
  if (count % 7 === 0) cloud.remove(record);
}
