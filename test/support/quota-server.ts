import { createServer } from "node:http";

/** A quota that the server has: its own value, or only AWS's default. */
export interface ServedQuota {
  readonly service: string;
  readonly code: string;
  readonly name: string;
  readonly value: number;
}

/**
 * The four calls of the Service Quotas API that are used, on loopback, in the form of its JSON protocol: the SDK's real
 * requests, simulated answers. What is not listed is refused as the service refuses it.
 */
export async function quotaServer(quotas: readonly ServedQuota[], pageSize = 100) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      const call = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
      asked.push(call);
      const { status, answer } = answered(call, JSON.parse(body), quotas, pageSize);
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    stop: () => new Promise<void>((done) => server.close(() => done())),
  };
}

interface Asked {
  readonly ServiceCode: string;
  readonly QuotaCode?: string;
  readonly NextToken?: string;
}

function answered(call: string, asked: Asked, quotas: readonly ServedQuota[], pageSize: number) {
  const shown = ({ service, code, name, value }: ServedQuota) => ({
    ServiceCode: service,
    QuotaCode: code,
    QuotaName: name,
    Value: value,
  });
  const own = quotas.filter(({ service }) => service === asked.ServiceCode);
  if (call.startsWith("List")) {
    const from = Number(asked.NextToken ?? 0);
    const page = own.slice(from, from + pageSize).map(shown);
    const more = from + pageSize < own.length ? { NextToken: String(from + pageSize) } : {};
    return { status: 200, answer: { Quotas: page, ...more } };
  }
  const found = own.find(({ code }) => code === asked.QuotaCode);
  if (found) return { status: 200, answer: { Quota: shown(found) } };
  return { status: 400, answer: { __type: "NoSuchResourceException", message: "no such quota" } };
}
