import { kindConditions } from "./conditions";
import { type JsonSchema, ref, section } from "./json-schema";
import { days, duration } from "./units";

const cloudflareId = (what: string): JsonSchema => ({
  type: "string",
  title: "a Cloudflare id",
  description: `Id of the Cloudflare ${what}: 32 hexadecimal digits.`,
  pattern: "^[0-9a-f]{32}$",
});

export const edge: JsonSchema = section(
  "CDN in front of every region. Without this section people reach the regions' load balancers directly.",
  {
    cdn: {
      type: "string",
      title: "a CDN",
      description: "Which CDN.",
      enum: ["cloudfront", "cloudflare"],
      default: "cloudfront",
    },
    waf: {
      type: "boolean",
      title: "true or false",
      description: "Web application firewall with the managed rules. Default by tier.",
    },
    originFailover: {
      type: "boolean",
      title: "true or false",
      description:
        "Reads that a region fails to answer go to the next one at once; writes fail over by DNS. Default by tier.",
    },
    static: section("Files served from a bucket that scalekit makes (CloudFront only).", {
      paths: {
        type: "array",
        description: "Paths served from the bucket.",
        items: ref("pathPattern", "A path pattern."),
        uniqueItems: true,
        minItems: 1,
        maxItems: 20,
      },
      ttl: duration("How long the CDN keeps them. Default by tier.", "0s", "365d", "1d"),
      infrequentAccessAfter: days(
        "Age at which a file moves to S3's cheaper storage for infrequent access, from which each read costs by the GB; 0d is never, else 30d at the least. Default by tier.",
        "0d",
        "3650d",
        "30d",
      ),
    }),
    ttl: duration("How long the CDN keeps an answer that does not say itself. Default by tier.", "0s", "365d", "0s"),
    priceClass: {
      type: "string",
      title: "a price class of CloudFront",
      description: "Which of CloudFront's places answer. Default by tier.",
      enum: ["PriceClass_100", "PriceClass_200", "PriceClass_All"],
    },
    cloudflare: section("Where Cloudflare serves the domain.", {
      zone: cloudflareId("zone"),
      account: cloudflareId("account"),
    }),
  },
  { allOf: kindConditions("edge") },
);
