import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ListAWSDefaultServiceQuotasCommand,
  ListServiceQuotasCommand,
  type ServiceQuota,
  type ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import type { Quota, QuotaReading, Quotas } from "../../blueprints/capacity/quotas";
import { QUOTAS } from "../../blueprints/capacity/quotas";
import { reason } from "./check";
import type { AccountClients } from "./clients";

/** A value of a quota, or why there is none. */
export interface QuotaAnswer {
  readonly value?: number;
  readonly why: string;
}

/** What the account may have: its own value, else AWS's default, which is its own where nothing was raised. */
export async function readQuota(
  client: ServiceQuotasClient,
  quota: Pick<Quota, "service" | "code" | "name">,
): Promise<QuotaAnswer> {
  try {
    return answer(await own(client, quota));
  } catch {
    try {
      return answer(await usual(client, quota));
    } catch (error) {
      return { why: reason(error) };
    }
  }
}

const answer = (found: ServiceQuota | undefined): QuotaAnswer =>
  found?.Value === undefined ? { why: "the account has no such quota" } : { value: found.Value, why: "" };

async function own(client: ServiceQuotasClient, { service, code, name }: Parameters<typeof readQuota>[1]) {
  if (code !== undefined)
    return (await client.send(new GetServiceQuotaCommand({ ServiceCode: service, QuotaCode: code }))).Quota;
  return named(name, (NextToken) => client.send(new ListServiceQuotasCommand({ ServiceCode: service, NextToken })));
}

async function usual(client: ServiceQuotasClient, { service, code, name }: Parameters<typeof readQuota>[1]) {
  if (code !== undefined)
    return (await client.send(new GetAWSDefaultServiceQuotaCommand({ ServiceCode: service, QuotaCode: code }))).Quota;
  return named(name, (NextToken) =>
    client.send(new ListAWSDefaultServiceQuotasCommand({ ServiceCode: service, NextToken })),
  );
}

interface Page {
  readonly Quotas?: ServiceQuota[] | undefined;
  readonly NextToken?: string | undefined;
}

/** Services have dozens of quotas, a page of the answer has up to a hundred. */
const MOST_PAGES = 20;

async function named(name: string | undefined, page: (token?: string) => Promise<Page>) {
  let token: string | undefined;
  for (let at = 0; at < MOST_PAGES; at++) {
    const { Quotas: quotas = [], NextToken: next } = await page(token);
    const found = quotas.find(({ QuotaName }) => QuotaName === name);
    if (found || next === undefined) return found;
    token = next;
  }
  return undefined;
}

/** All quotas that the capacity model holds traffic against, in these regions. What cannot be read says why. */
export async function readQuotas(
  regions: readonly string[],
  clients: (region: string) => Pick<AccountClients, "quotas">,
): Promise<Quotas> {
  const asked = QUOTAS.flatMap((quota) =>
    (quota.region === undefined ? regions : [quota.region]).map((region) => ({ quota, region })),
  );
  return Promise.all(
    asked.map(async ({ quota, region }): Promise<QuotaReading> => {
      const { value, why } = await readQuota(clients(region).quotas, quota);
      return { id: quota.id, region, ...(value === undefined ? { why } : { value }) };
    }),
  );
}
