// The server as seen from far away: a TCP line on loopback that hands every byte on half a round trip later, in order.
import { connect, createServer } from "node:net";

// `delay()` is asked for each chunk, in ms; chunks never overtake one another.
function carry(from, to, delay) {
  let free = 0;
  from.on("data", (bytes) => {
    const now = performance.now(), at = Math.max(free, now + delay());
    free = at;
    setTimeout(() => { if (!to.destroyed) to.write(bytes); }, at - now);
  });
  from.on("close", () => setTimeout(() => to.destroy(), Math.max(0, free - performance.now()) + 5));
  from.on("error", () => {});
}

// → the URL under which `http` answers `least` to `most` ms of round trip later.
export function farAway(t, http, least, most) {
  const { hostname, port } = new URL(http);
  const delay = () => (least + Math.random() * (most - least)) / 2;
  const line = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    carry(near, far, delay);
    carry(far, near, delay);
  });
  t.defer(() => line.close());
  return new Promise((ready) => line.listen(0, "127.0.0.1", () => ready(`http://127.0.0.1:${line.address().port}`)));
}
