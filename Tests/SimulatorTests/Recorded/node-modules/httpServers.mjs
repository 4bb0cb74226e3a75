import http from "node:http";
import net from "node:net";
console.log(http.createServer());
console.log(http.createServer({ keepAliveTimeout: 7, requestTimeout: 50 }, function answer() {}));
console.log(net.createServer(), net.createServer({ allowHalfOpen: true, noDelay: true, keepAliveInitialDelay: 2500 }).keepAliveInitialDelay);
console.log(Object.keys(new http.Server({ uniqueHeaders: ["A"] })).length, new http.Server().shouldUpgradeCallback());
