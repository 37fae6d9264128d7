/** An operation that the simulated cloud refuses, in words like the cloud's own. */
export class Refused extends Error {}
