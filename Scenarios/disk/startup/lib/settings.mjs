import { log } from "./log.mjs";

log("settings", "reading");
await new Promise(resolve => setTimeout(resolve, 40));
export const settings = { port: 8080, paths: ["/orders", "/customers"] };
log("settings", "ready");
