/**
 * One unit of a service that is measured: so many workers, each busy for a fixed time with a request (a sleep, so that no
 * processor decides), and one line before them. A request then asks the store, if there is one: writes the writer, reads the
 * readers in turn. A worker is held until the store has answered, as in programs that wait for their database.
 *
 *   node unit.js '{"port":8001,"workers":4,"sleepMs":40,"writeShare":0.2,"writer":9001,"readers":[9002]}'
 */
const { Agent, createServer, get } = require("node:http");

const { port, workers, sleepMs, writeShare = 0, writer, readers = [] } = JSON.parse(process.argv[2]);
const agent = new Agent({ keepAlive: true });
const line = [];
let busy = 0;
let asked = 0;
let written = 0;

createServer((request, response) => {
  if (request.url === "/health") return response.end("well\n");
  line.push(response);
  return next();
}).listen(port, "127.0.0.1");

function next() {
  while (busy < workers && line.length > 0) {
    busy++;
    work(line.shift());
  }
}

function work(response) {
  setTimeout(() => askStore((status) => finish(response, status)), sleepMs);
}

function finish(response, status) {
  response.statusCode = status;
  response.end("done\n");
  busy--;
  next();
}

/** Every request that makes the share of writes whole writes; the others read. */
function askStore(done) {
  if (writer === undefined) return done(200);
  asked++;
  const writes = Math.floor(asked * writeShare) > written;
  if (writes) written++;
  const to = writes || readers.length === 0 ? writer : readers[asked % readers.length];
  return get({ host: "127.0.0.1", port: to, agent }, (answer) => {
    answer.resume();
    answer.on("end", () => done(answer.statusCode));
  }).on("error", () => done(502));
}
