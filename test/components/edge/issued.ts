/** What ACM answers for a certificate of these names: a set, here in another order than asked. */
export const issuedFor = (names: readonly string[]): Record<string, Record<string, unknown>> => ({
  "aws:acm/certificate:Certificate": {
    domainValidationOptions: [...names].reverse().map((domainName) => {
      const base = domainName.replace("*.", "");
      return {
        domainName,
        resourceRecordName: `_check.${base}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: `_answer.${base}.`,
      };
    }),
  },
});
