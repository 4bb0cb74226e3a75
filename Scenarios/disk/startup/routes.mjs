import { database } from "./lib/database.mjs";
import { settings } from "./lib/settings.mjs";
import { log } from "./lib/log.mjs";

export const routes = settings.paths.map(path => ({ path, handle: () => database.find(path) }));
log("routes", `${routes.length} routes on ${database.name}`);
