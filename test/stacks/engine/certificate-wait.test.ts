import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { CertificateWait } from "../../../stacks/engine/run/certificate-wait";

// A first run that makes its own zone stands still until somebody delegates the domain: it says so, and to what.
const servers = ["ns-1.awsdns-01.com", "ns-2.awsdns-02.net"];
const ZONE = "aws:route53/zone:Zone";
const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";

let said: string[];
let wait: CertificateWait;
beforeEach(() => {
  jest.useFakeTimers();
  said = [];
  wait = new CertificateWait((message) => said.push(message));
});
afterEach(() => jest.useRealTimers());

const step = (type: string, op: string, outputs: Record<string, unknown> = {}): StepEventMetadata => {
  const urn = `urn:pulumi:production-dns::shop::scalekit:edge:Zone$${type}::zone`;
  const state = { type, urn, id: "", parent: "", inputs: {}, outputs, provider: "" };
  return { op, urn, type, new: state, provider: "" } as StepEventMetadata;
};
const event = (more: Partial<EngineEvent>): EngineEvent => ({ sequence: 1, timestamp: 1, ...more });
const started = (type: string, op = "create", outputs?: Record<string, unknown>) =>
  wait.take(event({ resourcePreEvent: { metadata: step(type, op, outputs) } }));
const done = (type: string, outputs?: Record<string, unknown>) =>
  wait.take(event({ resOutputsEvent: { metadata: step(type, "create", outputs) } }));

test("names the domain and the name servers of the zone that the run made", () => {
  done(ZONE, { nameServers: servers });
  done("aws:acm/certificate:Certificate", { domainName: "shop.example.com" });
  started(VALIDATION);
  jest.advanceTimersByTime(10_000);
  expect(said).toEqual([
    expect.stringMatching(/certificate of shop.example.com.*registrar.*ns-1.awsdns-01.com, ns-2.awsdns-02.net/),
  ]);
});

test("knows them too when the zone is of an earlier run", () => {
  started(ZONE, "same", { nameServers: servers });
  started(VALIDATION);
  jest.advanceTimersByTime(10_000);
  expect(said.join()).toContain("ns-1.awsdns-01.com");
});

test("asks nobody for a delegation that the run itself writes, or for a zone that is not its own", () => {
  started(VALIDATION);
  jest.advanceTimersByTime(10_000);
  done(ZONE, { nameServers: servers });
  done("cloudflare:index/dnsRecord:DnsRecord");
  started(VALIDATION);
  jest.advanceTimersByTime(10_000);
  expect(said).toHaveLength(2);
  expect(said.join()).not.toContain("registrar");
});

test("says nothing of a certificate that comes at once, nor after the run", () => {
  started(VALIDATION);
  done(VALIDATION);
  started(VALIDATION);
  wait.close();
  jest.advanceTimersByTime(60_000);
  expect(said).toEqual([]);
});

test("says nothing where nothing is waited for", () => {
  started(VALIDATION, "same");
  jest.advanceTimersByTime(60_000);
  expect(said).toEqual([]);
});
