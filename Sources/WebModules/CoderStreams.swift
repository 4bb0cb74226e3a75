extension WebModules {
    /// https://encoding.spec.whatwg.org/#interface-textdecoderstream
    static let coderStreams = #"""
        "use strict";
        // https://encoding.spec.whatwg.org/#interface-textdecoderstream and #interface-textencoderstream
        const host = __dirname;
        const { define, invalidThis } = require("interfaces");
        const { TransformStream } = require("transform");
        const { TextDecoder } = globalThis;
        function pairOf(map, value, name) {
          const record = map.get(value);
          if (record === undefined) throw invalidThis(name);
          return record;
        }
        const encoders = new WeakMap();
        class TextEncoderStream {
          constructor() {
            // Half a pair of surrogates waits for its other half.
            let half = "";
            const stream = new TransformStream({
              transform(chunk, controller) {
                const content = half + `${chunk}`;
                const last = content.charCodeAt(content.length - 1);
                const isHalf = last >= 0xD800 && last <= 0xDBFF;
                half = isHalf ? content[content.length - 1] : "";
                const whole = isHalf ? content.slice(0, -1) : content;
                if (whole !== "") controller.enqueue(host.utf8(whole.toWellFormed()));
              },
              flush(controller) { if (half !== "") controller.enqueue(new Uint8Array([0xEF, 0xBF, 0xBD])); },
            });
            encoders.set(this, stream);
          }
          get encoding() {
            pairOf(encoders, this, "TextEncoderStream");
            return "utf-8";
          }
          get readable() { return pairOf(encoders, this, "TextEncoderStream").readable; }
          get writable() { return pairOf(encoders, this, "TextEncoderStream").writable; }
        }
        define(TextEncoderStream);
        host.inspector(TextEncoderStream.prototype, (value) => {
          const stream = encoders.get(value);
          return stream && { name: "TextEncoderStream", object: { encoding: "utf-8", readable: stream.readable, writable: stream.writable } };
        });
        const decoders = new WeakMap();
        class TextDecoderStream {
          constructor(encoding = "utf-8", options = {}) {
            const decoder = new TextDecoder(encoding, options);
            const stream = new TransformStream({
              transform(chunk, controller) {
                const content = decoder.decode(chunk, { stream: true });
                if (content !== "") controller.enqueue(content);
              },
              flush(controller) {
                const content = decoder.decode();
                if (content !== "") controller.enqueue(content);
              },
            });
            decoders.set(this, { decoder, readable: stream.readable, writable: stream.writable });
          }
          get encoding() { return pairOf(decoders, this, "TextDecoderStream").decoder.encoding; }
          get fatal() { return pairOf(decoders, this, "TextDecoderStream").decoder.fatal; }
          get ignoreBOM() { return pairOf(decoders, this, "TextDecoderStream").decoder.ignoreBOM; }
          get readable() { return pairOf(decoders, this, "TextDecoderStream").readable; }
          get writable() { return pairOf(decoders, this, "TextDecoderStream").writable; }
        }
        define(TextDecoderStream);
        host.inspector(TextDecoderStream.prototype, (value) => {
          const record = decoders.get(value);
          if (record === undefined) return undefined;
          const { decoder, readable, writable } = record;
          const object = { encoding: decoder.encoding, fatal: decoder.fatal, ignoreBOM: decoder.ignoreBOM, readable, writable };
          return { name: "TextDecoderStream", object };
        });
        module.exports = { TextEncoderStream, TextDecoderStream };
        """#
}
