// What a simulated machine does not have, as programs look for it that have their configuration at home or above.
import fs from 'node:fs';
const paths = ['/no/such/folder/.npmrc', '/no/such', '../../../../../../../no-such-file'];
for (const [name, call] of Object.entries({ readFile: fs.readFileSync, stat: fs.statSync, access: fs.accessSync, readdir: fs.readdirSync, realpath: fs.realpathSync }))
  for (const path of paths) try { call(path); console.log(name, 'is there'); } catch (error) { console.log(name, error.code, error.errno); }
console.log(paths.map((path) => fs.existsSync(path)));
