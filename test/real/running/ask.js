/**
 * Clients in a closed loop: each asks again as soon as it is answered. Counts what is answered after a time to settle, and
 * prints {"served":…,"failed":…,"seconds":…}. Stops by itself.
 *
 *   node ask.js '{"port":8000,"clients":48,"settleMs":3000,"ms":10000}'
 */
const { Agent, get } = require("node:http");

const { port, clients, settleMs, ms } = JSON.parse(process.argv[2]);
const agent = new Agent({ keepAlive: true, maxSockets: clients });
const begin = performance.now() + settleMs;
const end = begin + ms;
let served = 0;
let failed = 0;

function ask() {
  get({ host: "127.0.0.1", port, path: "/", agent }, (response) => {
    response.resume();
    response.on("end", () => next(response.statusCode === 200));
  }).on("error", () => next(false));
}

function next(ok) {
  const now = performance.now();
  if (now >= end) return finish();
  if (now >= begin) {
    if (ok) served++;
    else failed++;
  }
  return ask();
}

function finish() {
  console.log(JSON.stringify({ served, failed, seconds: ms / 1000 }));
  process.exit(0);
}

for (let client = 0; client < clients; client++) ask();
