import { covered, overlaps, parseCidr, sizeOf } from "../../../policies/facts/cidr";
import { clean, matches, regionIn } from "../../../policies/facts/names";

test.each([
  ["10.0.0.0/8", 2 ** 24],
  ["10.0.0.1", 1],
  ["0.0.0.0/0", 2 ** 32],
])("%s has %d addresses", (text, size) => {
  const range = parseCidr(text);
  expect(range && sizeOf(range)).toBe(size);
});

test.each(["::/0", "10.0.0.0/33", "10.0.0", "300.0.0.0/8", "pl-1"])("%s is no IPv4 range", (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test("ranges overlap where they share an address, and cover what lies inside", () => {
  const [a, b] = [parseCidr("10.0.0.0/16"), parseCidr("10.1.0.0/16")];
  expect(a && b && overlaps(a, b)).toBe(false);
  expect(covered("10.0.4.0/24", ["10.1.0.0/16", "10.0.0.0/16"])).toBe(true);
  expect(covered("10.0.0.0/15", ["10.0.0.0/16"])).toBe(false);
  expect(covered("::/0", ["0.0.0.0/0"])).toBe(false);
});

test.each([
  ["x-1.eu-west-1.elb.amazonaws.com", "eu-west-1"],
  ["assets.s3.us-east-1.amazonaws.com", "us-east-1"],
  ["abc.execute-api.ap-southeast-2.amazonaws.com.", "ap-southeast-2"],
  ["a.us-gov-west-1.elb.amazonaws.com", "us-gov-west-1"],
  ["d111.cloudfront.net", undefined],
  ["eu-west-1.example.com", undefined],
])("%s is in %s", (host, region) => {
  expect(regionIn(host)).toBe(region);
});

test("names are compared as resolvers do, stars stand for one label", () => {
  expect(clean("dualstack.X.eu-west-1.elb.amazonaws.com.")).toBe("x.eu-west-1.elb.amazonaws.com");
  expect(matches("*.example.com", "a.example.com")).toBe(true);
  expect(matches("*.example.com", "a.b.example.com")).toBe(false);
  expect(matches("*.example.com", "example.com")).toBe(false);
});
