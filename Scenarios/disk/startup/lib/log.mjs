export function log(part, text) {
  console.log(`[${part}] ${text}`);
}
