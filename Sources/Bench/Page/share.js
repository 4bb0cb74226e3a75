// A text in a link: in the part behind the number sign, which no browser sends to any server.

/** @typedef {{name: string, text: string, host?: string, bundler?: string}} Shared */

/** More than this no link carries everywhere. */
export const longestLink = 32_000;

/** @param {Uint8Array} bytes */
function encoded(bytes) {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function decoded(text) {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

/**
 * @param {Uint8Array} bytes
 * @param {TransformStream} stream
 * @param {number} [limit]
 */
async function through(bytes, stream, limit = Infinity) {
    const reader = new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(stream).getReader();
    const pieces = [];
    let size = 0;
    for (;;) {
        const { done, value } = await reader.read();
        if (done) return new Uint8Array(await new Blob(pieces).arrayBuffer());
        size += value.length;
        if (size > limit) throw new Error("the text is too large");
        pieces.push(value);
    }
}

/** The fragment that carries it, with its number sign. @param {Shared} shared */
export async function fragment(shared) {
    const bytes = new TextEncoder().encode(JSON.stringify(shared));
    if (typeof CompressionStream === "undefined") return `#text=${encoded(bytes)}`;
    return `#zip=${encoded(await through(bytes, new CompressionStream("deflate-raw")))}`;
}

/** What a fragment carries; null where it carries nothing. @param {string} fragment @returns {Promise<Shared | null>} */
export async function shared(fragment) {
    const match = /^#(text|zip)=([\w-]+)$/.exec(fragment);
    if (!match) return null;
    let bytes = decoded(match[2]);
    if (match[1] === "zip") bytes = await through(bytes, new DecompressionStream("deflate-raw"), 4 << 20);
    const value = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value?.name !== "string" || typeof value?.text !== "string") return null;
    const optional = (/** @type {unknown} */ name) => (typeof name === "string" ? name : undefined);
    return { name: value.name, text: value.text, host: optional(value.host), bundler: optional(value.bundler) };
}
