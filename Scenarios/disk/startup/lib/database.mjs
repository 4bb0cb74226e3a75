import { log } from "./log.mjs";

const connect = name =>
  new Promise(resolve => setTimeout(() => resolve({ name, find: path => `${name}${path}` }), 120));

log("database", "connecting");
export const database = await connect("orders");
log("database", "ready");
