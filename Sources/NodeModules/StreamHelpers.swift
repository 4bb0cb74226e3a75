extension NodeModules {
    /// https://nodejs.org/api/stream.html#streams-promises-api
    static let streamPromises = #"module.exports = require("stream").promises;"#

    /// https://nodejs.org/api/webstreams.html#utility-consumers
    static let streamConsumers = #"""
        "use strict";
        const { Buffer } = require("buffer");
        const bytesOf = (chunk) => (typeof chunk === "string" ? Buffer.from(chunk) : chunk instanceof ArrayBuffer ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        async function buffer(stream) {
          const parts = [];
          for await (const chunk of stream) parts.push(bytesOf(chunk));
          return Buffer.concat(parts);
        }
        async function text(stream) {
          const { StringDecoder } = require("string_decoder");
          const decoder = new StringDecoder("utf8");
          let result = "";
          for await (const chunk of stream) result += typeof chunk === "string" ? chunk : decoder.write(bytesOf(chunk));
          return result + decoder.end();
        }
        async function arrayBuffer(stream) {
          const all = await buffer(stream);
          return all.buffer.slice(all.byteOffset, all.byteOffset + all.length);
        }
        module.exports = {
          arrayBuffer, async blob(stream) { return new globalThis.Blob([await buffer(stream)]); }, buffer,
          async bytes(stream) { return new Uint8Array(await arrayBuffer(stream)); }, text, async json(stream) { return JSON.parse(await text(stream)); },
        };
        """#

    /// https://nodejs.org/api/webstreams.html
    static let streamWeb = #"""
        "use strict";
        const host = __dirname;
        const names = "ReadableStream ReadableStreamDefaultReader ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableByteStreamController " +
          "ReadableStreamDefaultController TransformStream TransformStreamDefaultController WritableStream WritableStreamDefaultWriter " +
          "WritableStreamDefaultController ByteLengthQueuingStrategy CountQueuingStrategy TextEncoderStream TextDecoderStream CompressionStream " +
          "DecompressionStream";
        host.lazily(module.exports, "stream/web", names);
        """#
}
