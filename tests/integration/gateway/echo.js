// A server as Node makes it: tells what it was asked, with what headers and body.
const { createServer } = require("node:http");

createServer((request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", () => {
    const body = Buffer.concat(pieces).toString("latin1");
    const told = ["x-a", "content-length", "user-agent", "host"].map((name) => request.headers[name] ?? null);
    const text = JSON.stringify([request.method, request.url, told, body]);
    if (request.url.startsWith("/endless")) {
      response.setHeader("x-odd", ["1", "2", ""]);
      response.write(text);
      response.end();
    } else {
      response.setHeader("content-length", Buffer.byteLength(text));
      response.end(text);
    }
  });
}).listen(0, "127.0.0.1", function () {
  process.stdout.write(`${this.address().port}\n`);
});
