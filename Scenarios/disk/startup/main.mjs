import { port } from "./server.mjs";
import { log } from "./lib/log.mjs";

if (port > 0) log("main", "up");
