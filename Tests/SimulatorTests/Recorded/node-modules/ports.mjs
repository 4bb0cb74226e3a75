// Ports of node:worker_threads: their events, their turns, their ends.
import { MessageChannel, MessagePort, receiveMessageOnPort } from "node:worker_threads";
const attempt = (name, f) => { try { console.log(name, f()); } catch (e) { console.log(name, "threw", e.name, e.code, e.message); } };
const later = (ms = 50) => new Promise((r) => setTimeout(r, ms));
const log = (...v) => console.log(...v);
{
  const { port1, port2 } = new MessageChannel();
  log(port1 instanceof EventTarget, port1 instanceof MessagePort, globalThis.MessagePort === MessagePort, globalThis.MessageChannel === MessageChannel);
  log(["on", "emit", "once", "listeners", "prependListener", "removeAllListeners", "eventNames", "listenerCount", "setMaxListeners", "dispatchEvent"].filter((n) => typeof port1[n] === "function").join());
  attempt("no arguments", () => port1.postMessage());
  attempt("undefined", () => port1.postMessage(undefined));
  for (const list of [5, "abc", null, { transfer: 5 }, { transfer: null }, { transfer: undefined }, {}, new Set()]) attempt("list", () => port1.postMessage(1, list));
  attempt("hasRef", () => [port1.hasRef(), port2.hasRef()]);
  port2.on("message", (m) => log("got", m));
  attempt("hasRef listening", () => [port1.hasRef(), port2.hasRef()]);
  log(port2.unref(), port2.hasRef(), port2.ref(), port2.hasRef());
  log(port2.start(), port1.close(), port1.hasRef());
  attempt("closed post", () => port1.postMessage(1));
  attempt("closed transfer", () => { const c = new MessageChannel(); c.port1.postMessage(0, [port1]); });
  await later();
  attempt("closed later post", () => port1.postMessage(1));
  attempt("closed later transfer", () => { const c = new MessageChannel(); c.port1.postMessage(0, [port1]); });
  attempt("closed later receive", () => receiveMessageOnPort(port1));
  attempt("closed later start", () => [port1.start(), port1.ref(), port1.unref(), port1.hasRef(), port1.close()]);
  attempt("new MessagePort", () => new MessagePort());
  attempt("receive", () => receiveMessageOnPort({}));
  attempt("receive none", () => receiveMessageOnPort());
}
log("-- events");
{
  const { port1, port2 } = new MessageChannel();
  port2.addEventListener("message", function (e) {
    log(this === port2, e instanceof MessageEvent, e.type, Object.keys(e.data), e.origin === "", e.lastEventId === "", e.source, e.ports.length, e.ports[0] instanceof MessagePort, e.ports[0] === e.data.p);
    log(e.target === port2, e.currentTarget === port2, e.cancelable, e.bubbles, e.isTrusted, e.constructor.name, e.eventPhase);
  });
  port2.onmessage = (e) => log("onmessage", e.ports.length, e.data.p === e.ports[0]);
  port2.on("message", function (m, ...rest) { log("on", Object.keys(m), rest.length, this === port2, arguments.length); });
  port2.once("message", (m) => log("once", Object.keys(m)));
  log(port2.listenerCount("message"), port2.eventNames(), port2.onmessage !== null, port1.onmessage, port1.onmessageerror);
  const inner = new MessageChannel();
  port1.postMessage({ a: 1, p: inner.port1 }, [inner.port1]);
  port1.postMessage("second");
  await later();
  log(port2.listenerCount("message"));
  port2.removeAllListeners("message");
  log(port2.listenerCount("message"), port2.onmessage !== null, port2.hasRef());
  port1.postMessage("third");
  await later();
  log(receiveMessageOnPort(port2));
  port2.close();
  inner.port2.close();
}
log("-- as an emitter");
{
  const { port1, port2 } = new MessageChannel();
  port1.on("own", (...v) => log("own", ...v));
  log(port1.emit("own", 1, 2), port1.emit("nobody", 1));
  port1.addEventListener("custom", (e) => log("custom", e.type, e.detail, e.constructor.name));
  port1.on("custom", (v) => log("custom value", v?.detail ?? v));
  log(port1.dispatchEvent(new CustomEvent("custom", { detail: 5 })), port1.emit("custom", 6));
  port1.on("message", (m) => log("emitted", m));
  log(port1.emit("message", 7));
  port1.removeAllListeners();
  log(port1.eventNames());
  const f = (m) => log("f", m);
  port2.on("message", f); port2.on("message", f); port2.addEventListener("message", f); port2.once("message", f);
  log(port2.listenerCount("message"), port2.on("x", () => {}) === port2, port2.addListener === port2.on, port2.emit("x"), port2.off("x", null) === port2);
  port1.postMessage(1);
  await later();
  port2.off("message", f);
  log(port2.hasRef(), port2.listenerCount("message"));
  attempt("number", () => port2.on("message", 5));
  attempt("number", () => port2.addEventListener("message", 5));
  port2.addEventListener("message", { handleEvent(e) { log("handleEvent", e.data, this !== port2); } }, { once: true });
  const controller = new AbortController();
  port2.addEventListener("message", (e) => log("signal", e.data), { signal: controller.signal });
  port1.postMessage("x");
  await later();
  controller.abort();
  log(port2.listenerCount("message"), port2.hasRef(), port2.getMaxListeners(), port2.listenerCount("none"));
  port1.postMessage("y"); port1.postMessage("z");
  await later();
  port2.once("message", (m) => log("once", m, port2.hasRef()));
  await later();
  log(receiveMessageOnPort(port2));
  port1.close();
}
log("-- the turns of messages");
{
  const a = new MessageChannel(), b = new MessageChannel(), c = new MessageChannel();
  for (const [name, { port2 }] of [["c", c], ["a", a], ["b", b]]) port2.on("message", (m) => { log(name, m); queueMicrotask(() => log("micro", name, m)); process.nextTick(() => log("tick", name, m)); });
  c.port1.postMessage(1); b.port1.postMessage(1); a.port1.postMessage(1); c.port1.postMessage(2); a.port1.postMessage(2);
  await later();
  b.port2.removeAllListeners("message");
  b.port2.on("message", (m) => { log("b", m); if (m < 5) { a.port1.postMessage("from b"); c.port1.postMessage("from b"); b.port1.postMessage(7); } });
  b.port1.postMessage(3);
  setImmediate(() => { log("immediate"); setImmediate(() => log("immediate 2")); });
  await later();
  let count = 0, seen = 0;
  for (const { port2 } of [a, b]) port2.removeAllListeners("message");
  a.port2.on("message", () => { if (count++ === 0) setImmediate(() => { seen = count; }); });
  for (let i = 0; i < 1500; i++) a.port1.postMessage(i);
  await later();
  log(count, seen);
  count = 0;
  b.port2.on("message", (n) => { if (count++ === 0) setImmediate(() => { seen = count; }); if (n < 3000) b.port1.postMessage(n + 1); });
  b.port1.postMessage(0);
  await later(500);
  log(count, seen);
  for (const { port1 } of [a, b, c]) port1.close();
  await later();
}
log("-- ends");
{
  const { port1, port2 } = new MessageChannel();
  port1.on("close", function (...v) { log("close 1", v.length, v[0].type, this === port1); });
  port2.on("close", () => log("close 2"));
  port1.addEventListener("close", (e) => log("event close", e.constructor.name, e.type, e.data));
  port1.close((...v) => log("callback", v.length, v[0]?.type));
  log("closed");
  process.nextTick(() => log("tick"));
  queueMicrotask(() => log("microtask"));
  setImmediate(() => { log("immediate"); setImmediate(() => log("immediate 2")); });
  await later();
}
log("-- the other one closes");
{
  const { port1, port2 } = new MessageChannel();
  port1.on("close", () => { log("close 1"); queueMicrotask(() => log("m1")); process.nextTick(() => log("t1")); });
  port2.on("close", () => log("close 2"));
  port2.on("message", (m) => log("got", m));
  port1.postMessage("a"); port1.postMessage("b");
  port2.close();
  port1.postMessage("c");
  setImmediate(() => log("immediate"));
  await later();
}
log("-- messages before the end");
{
  const { port1, port2 } = new MessageChannel();
  port1.on("close", () => log("close 1"));
  port2.on("close", () => log("close 2"));
  port2.on("message", (m) => { log("got", m); queueMicrotask(() => log("m", m)); });
  port1.postMessage("a"); port1.postMessage("b");
  port1.close();
  setImmediate(() => log("immediate"));
  await later();
}
log("-- nobody listens");
{
  const { port1, port2 } = new MessageChannel();
  port2.on("close", () => log("close 2"));
  port1.on("close", () => log("close 1"));
  port1.postMessage("a");
  port1.close();
  await later();
  log(receiveMessageOnPort(port2));
  port2.on("message", (m) => log("got", m));
  await later();
}
log("-- closed by a handler, and twice");
{
  const { port1, port2 } = new MessageChannel();
  port1.on("close", () => log("close 1"));
  port2.on("close", () => log("close 2"));
  port2.on("message", (m) => { log("got", m); if (m === 1) port2.close(() => log("callback")); });
  for (const n of [1, 2, 3]) port1.postMessage(n);
  await later();
  const again = new MessageChannel();
  again.port1.on("close", () => log("close 1"));
  again.port1.close(); again.port1.close(() => log("callback")); again.port2.close(() => log("callback 2"));
  await later();
  again.port1.close(() => log("never"));
  await later();
}
log("-- moved");
{
  const { port1, port2 } = new MessageChannel();
  const other = new MessageChannel();
  port2.on("close", () => log("close of what moved"));
  port2.on("message", () => {});
  other.port1.postMessage(port2, [port2]);
  await later();
  attempt("post", () => port2.postMessage(1));
  attempt("close", () => port2.close());
  attempt("again", () => other.port1.postMessage(1, [port2]));
  attempt("receive", () => receiveMessageOnPort(port2));
  attempt("source", () => other.port1.postMessage(1, [other.port1]));
  port1.close();
  other.port1.close();
}
