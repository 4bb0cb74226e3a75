import { log } from "./lib/log.mjs";
import { routes } from "./routes.mjs";
import { settings } from "./lib/settings.mjs";

async function listen(handlers) {
  await new Promise(resolve => setTimeout(resolve, 10));
  return handlers.length > 0 ? settings.port : 0;
}

export const port = await listen(routes);
log("server", `listening on ${port}`);
