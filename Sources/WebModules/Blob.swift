extension WebModules {
    /// https://w3c.github.io/FileAPI/
    static let blob = #"""
        "use strict";
        // https://w3c.github.io/FileAPI/#blob-section
        const host = __dirname;
        const { bytesOf, define, required, invalid, text } = require("interfaces");
        function joined(parts) {
          const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
          let offset = 0;
          for (const part of parts) {
            result.set(part, offset);
            offset += part.length;
          }
          return result;
        }
        let contentOf, isBlob, makeBlob;
        const typeText = (type) => {
          const given = text(type);
          return /^[\x20-\x7E]*$/.test(given) ? given.toLowerCase() : "";
        };
        // Reading takes reactions of the host's own, so many as there.
        function later(value, hops) {
          const promise = host.promise();
          const step = (left) => {
            if (left === 0) host.resolve(promise, value); else host.react(host.promiseOf(undefined), () => step(left - 1));
          };
          step(hops);
          return promise;
        }
        class Blob {
          #bytes; #type;
          // How long the parts are, each of which is a chunk of its stream.
          #lengths = [];
          constructor(parts = [], options = {}) {
            if (parts === null || typeof parts !== "object" || typeof parts[Symbol.iterator] !== "function")
              throw invalid("sources", "a sequence", parts);
            const list = [];
            for (const part of parts) {
              const bytes = bytesOf(part);
              let content = bytes?.slice() ?? (isBlob(part) ? contentOf(part) : undefined);
              if (content === undefined) {
                content = text(part);
                if (options?.endings === "native") content = content.replaceAll("\r\n", "\n");
                content = host.utf8(content);
              }
              list.push(content);
              if (isBlob(part)) this.#lengths.push(...part.#lengths); else if (content.length > 0) this.#lengths.push(content.length);
            }
            this.#bytes = list.length === 1 ? list[0] : joined(list);
            this.#type = options?.type === undefined ? "" : typeText(options.type);
          }
          get size() { return this.#bytes.length; }
          get type() { return this.#type; }
          slice(start = 0, end = this.size, contentType = "") {
            return makeBlob(this.#bytes.slice(start, end), typeText(contentType));
          }
          stream() {
            let offset = 0;
            return require("readable").streamOf(...this.#lengths.map((length) => this.#bytes.slice(offset, offset += length)));
          }
          arrayBuffer() { return later(this.#bytes.slice().buffer, host.words.blobHops); }
          bytes() { return later(this.#bytes.slice(), host.words.blobHops); }
          text() { return later(host.text(this.#bytes, false), host.words.blobHops + (host.hasCodes ? 1 : 0)); }
          static {
            isBlob = (value) => typeof value === "object" && value !== null && #bytes in value;
            contentOf = (blob) => blob.#bytes;
            makeBlob = (bytes, type) => {
              const blob = new Blob();
              blob.#bytes = bytes;
              if (bytes.length > 0) blob.#lengths = [bytes.length];
              blob.#type = type;
              return blob;
            };
            host.inspector(this.prototype, (value) => {
              if (!(#bytes in value)) return undefined;
              const object = { size: value.size, type: value.type };
              if (value instanceof File) Object.assign(object, { name: value.name, lastModified: value.lastModified });
              return { name: value.constructor.name, object };
            });
          }
        }
        define(Blob);
        class File extends Blob {
          #name; #lastModified;
          constructor(fileBits, fileName, options = {}) {
            required(2, ["fileBits", "fileName"], arguments.length);
            super(fileBits, options);
            this.#name = text(fileName);
            this.#lastModified = options?.lastModified === undefined ? Date.now() : Number(options.lastModified);
          }
          get name() { return this.#name; }
          get lastModified() { return this.#lastModified; }
          get webkitRelativePath() { return ""; }
        }
        if (host.hasCodes) delete File.prototype.webkitRelativePath;
        define(File);
        host.hooks.isBlob = isBlob;
        host.hooks.textOfBlob = (blob) => host.text(contentOf(blob), false);
        module.exports = { Blob, File, isBlob, contentOf, makeBlob, joined, later };
        """#
}
