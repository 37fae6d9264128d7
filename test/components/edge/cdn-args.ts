import type { CdnArgs } from "../../../components/edge/cdn";

/** The shop at tier global, as its plan has it. */
export const shop: CdnArgs = {
  provider: "cloudfront",
  domain: "shop.example.com",
  zoneId: "ZONE",
  originName: "origin.shop.example.com",
  originSecret: "s3cret",
  regionHostNames: [
    "eu-west-1.origin.shop.example.com",
    "us-east-2.origin.shop.example.com",
    "ap-southeast-2.origin.shop.example.com",
  ],
  waf: true,
  originFailover: true,
  defaultTtlSeconds: 0,
  staticPaths: ["/static/*", "/favicon.ico"],
  staticTtlSeconds: 86_400,
  buckets: [
    { name: "shop-static-eu", region: "eu-west-1" },
    { name: "shop-static-us", region: "us-east-2" },
  ],
  priceClass: "PriceClass_All",
};

/** The same at tier starter: one region, nothing that costs. */
export const small: CdnArgs = {
  ...shop,
  regionHostNames: ["eu-west-1.origin.shop.example.com"],
  waf: false,
  originFailover: false,
  buckets: [{ name: "shop-static-eu", region: "eu-west-1" }],
  priceClass: "PriceClass_100",
};

/** The SaaS behind Cloudflare. */
export const saas: CdnArgs = {
  provider: "cloudflare",
  domain: "app.example.org",
  originName: "origin.app.example.org",
  originSecret: "s3cret",
  regionHostNames: ["eu-west-1.origin.app.example.org", "us-east-2.origin.app.example.org"],
  waf: true,
  originFailover: true,
  defaultTtlSeconds: 0,
  staticPaths: [],
  buckets: [],
  cloudflare: { zoneId: "0123456789abcdef0123456789abcdef", accountId: "fedcba9876543210fedcba9876543210" },
};

/** A distribution's ARN has the account in it. */
export const outputs = {
  "aws:cloudfront/distribution:Distribution": {
    arn: "arn:aws:cloudfront::123456789012:distribution/E1",
    domainName: "d1.cloudfront.net",
    hostedZoneId: "Z2FDTNDATAQYW2",
  },
};
