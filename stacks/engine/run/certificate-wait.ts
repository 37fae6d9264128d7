import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { typeOf } from "./change";

const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";
const CERTIFICATE = "aws:acm/certificate:Certificate";
const ZONE = "aws:route53/zone:Zone";
/** A parent at Cloudflare to which the run itself writes the name servers. */
const DELEGATION = "cloudflare:index/dnsRecord:DnsRecord";

/** Sandboxes answer at once, and nobody needs to be told of a wait that is over. */
const PATIENCE_MS = 10_000;

/**
 * Says why an update stands still while ACM waits for a domain that nobody has delegated yet, and what ends the wait: the
 * name servers of the zone that the same update made, which no output tells before the stack is done.
 */
export class CertificateWait {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private names = "the certificate";
  private nameServers: readonly string[] = [];
  private delegates = false;

  constructor(
    private readonly say: (message: string) => void,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  take({ resourcePreEvent: before, resOutputsEvent: after, resOpFailedEvent: failed }: EngineEvent): void {
    // What stays as it is, in a run that goes on after another, has only the first event.
    for (const step of [before, after]) if (step) this.learn(step.metadata);
    if (before && isWait(before.metadata)) this.start(before.metadata.urn);
    for (const step of [after, failed]) if (step) this.end(step.metadata.urn);
  }

  close(): void {
    for (const urn of [...this.timers.keys()]) this.end(urn);
  }

  private learn({ urn, new: now, old }: StepEventMetadata): void {
    const outputs: Readonly<Record<string, unknown>> = now?.outputs ?? old?.outputs ?? {};
    const type = typeOf(urn);
    if (type === DELEGATION) this.delegates = true;
    if (type === CERTIFICATE && typeof outputs.domainName === "string")
      this.names = `the certificate of ${outputs.domainName}`;
    if (type === ZONE && Array.isArray(outputs.nameServers))
      this.nameServers = outputs.nameServers.filter((name) => typeof name === "string");
  }

  private start(urn: string): void {
    const timer = setTimeout(() => this.say(this.message()), this.patienceMs);
    // A run that ends otherwise is not held up by this.
    timer.unref();
    this.timers.set(urn, timer);
  }

  private end(urn: string): void {
    clearTimeout(this.timers.get(urn));
    this.timers.delete(urn);
  }

  private message(): string {
    if (this.nameServers.length === 0 || this.delegates)
      return `waiting for AWS to issue ${this.names}; this takes minutes, and lasts until the domain is delegated to its zone`;
    return `waiting for ${this.names}: AWS issues it once the domain is delegated; give your registrar these name servers: ${this.nameServers.join(", ")}. This run then goes on by itself; stopped, the same command goes on`;
  }
}

const isWait = ({ urn, op }: StepEventMetadata): boolean => typeOf(urn) === VALIDATION && /^create/.test(op);
