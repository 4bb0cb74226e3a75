extension WebModules {
    /// https://xhr.spec.whatwg.org/#interface-formdata
    static let formData = #"""
        "use strict";
        // https://xhr.spec.whatwg.org/#interface-formdata
        const host = __dirname;
        const { define, needs, text, iterators } = require("interfaces");
        const { File, isBlob, contentOf } = require("blob");
        const iterator = iterators("FormData Iterator", (data, index) => listOf(data)[index]);
        let listOf, isFormData;
        // https://xhr.spec.whatwg.org/#create-an-entry
        function entryValue(value, name, hasName) {
          if (!isBlob(value)) return text(value);
          if (value instanceof File && !hasName) return value;
          return new File([value], hasName ? text(name) : "blob", { type: value.type });
        }
        class FormData {
          #list = [];
          constructor(form = undefined) {
            if (form !== undefined) throw new TypeError("FormData constructor: Argument 1 could not be converted to: undefined.");
          }
          append(name, value, filename = undefined) {
            needs(2, "FormData.append", arguments.length);
            this.#list.push([text(name), entryValue(value, filename, filename !== undefined)]);
          }
          delete(name) {
            needs(1, "FormData.delete", arguments.length);
            name = text(name);
            this.#list = this.#list.filter((pair) => pair[0] !== name);
          }
          get(name) {
            needs(1, "FormData.get", arguments.length);
            name = text(name);
            return this.#list.find((pair) => pair[0] === name)?.[1] ?? null;
          }
          getAll(name) {
            needs(1, "FormData.getAll", arguments.length);
            name = text(name);
            return this.#list.filter((pair) => pair[0] === name).map((pair) => pair[1]);
          }
          has(name) {
            needs(1, "FormData.has", arguments.length);
            name = text(name);
            return this.#list.some((pair) => pair[0] === name);
          }
          set(name, value, filename = undefined) {
            needs(2, "FormData.set", arguments.length);
            const pair = [text(name), entryValue(value, filename, filename !== undefined)];
            const first = this.#list.findIndex((one) => one[0] === pair[0]);
            if (first < 0) this.#list.push(pair);
            else this.#list = this.#list.flatMap((one, index) => (index === first ? [pair] : one[0] === pair[0] ? [] : [one]));
          }
          entries() { return iterator(this, "entries"); }
          keys() { return iterator(this, "keys"); }
          values() { return iterator(this, "values"); }
          forEach(callback, thisArgument = undefined) {
            for (const [name, value] of this) callback.call(thisArgument, value, name, this);
          }
          static {
            listOf = (data) => data.#list;
            isFormData = (value) => typeof value === "object" && value !== null && #list in value;
            host.inspector(this.prototype, (value) => {
              if (!(#list in value)) return undefined;
              const object = {};
              for (const [name, content] of value.#list) {
                if (!Object.hasOwn(object, name)) object[name] = content;
                else if (Array.isArray(object[name])) object[name].push(content);
                else object[name] = [object[name], content];
              }
              return { name: value.constructor.name, object };
            });
          }
        }
        define(FormData);
        Object.defineProperty(FormData.prototype, Symbol.iterator, { value: FormData.prototype.entries, writable: true, configurable: true });
        // https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
        function multipart(data) {
          const boundary = "----formdata-undici-0" + String(Math.floor(Math.random() * 1e11)).padStart(11, "0");
          const { joined } = require("blob");
          const quote = (name) => name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
          const parts = [];
          for (const [name, value] of listOf(data)) {
            const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quote(name)}"`;
            if (typeof value === "string") {
              parts.push(host.utf8(`${head}\r\n\r\n${value.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n")}\r\n`));
            } else {
              const type = value.type || "application/octet-stream";
              parts.push(host.utf8(`${head}; filename="${quote(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`), contentOf(value), host.utf8("\r\n"));
            }
          }
          parts.push(host.utf8(`--${boundary}--\r\n`));
          return { bytes: joined(parts), type: `multipart/form-data; boundary=${boundary}` };
        }
        // https://www.rfc-editor.org/rfc/rfc7578, as undici reads it
        function parseMultipart(type, bytes) {
          const failure = () => new TypeError("Failed to parse body as FormData.");
          const boundary = /;\s*boundary=(?:"([^"]*)"|([^;\s]*))/i.exec(type);
          if (boundary === null) throw failure();
          const delimiter = `--${boundary[1] ?? boundary[2]}`;
          // Bytes as a text of as many characters.
          let text = "";
          for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
          const decoded = (part) => host.text(Uint8Array.from(part, (character) => character.charCodeAt(0)), false);
          const data = new FormData();
          let at = text.startsWith(delimiter) ? 0 : text.indexOf(`\r\n${delimiter}`) + 2;
          if (at === 1) throw failure();
          for (;;) {
            at += delimiter.length;
            if (text.startsWith("--", at)) return data;
            const head = text.indexOf("\r\n\r\n", at);
            const end = text.indexOf(`\r\n${delimiter}`, head + 2);
            if (!text.startsWith("\r\n", at) || head < 0 || end < 0) throw failure();
            const part = readHead(decoded(text.slice(at + 2, head)));
            if (part.name === undefined) throw failure();
            let content = text.slice(head + 4, end);
            if (part.encoding === "base64") content = globalThis.atob(content);
            if (part.file === undefined) data.append(part.name, decoded(content));
            else data.append(part.name, new File([Uint8Array.from(content, (character) => character.charCodeAt(0))], part.file, { type: part.type }));
            at = end + 2;
          }
        }
        function readHead(head) {
          const part = { type: "text/plain" };
          const unescaped = (text) => text.replace(/%0A/gi, "\n").replace(/%0D/gi, "\r").replace(/%22/g, '"');
          for (const line of head.split("\r\n")) {
            const [, name, value] = /^([^:]+):\s*(.*?)\s*$/.exec(line) ?? [];
            const key = name?.toLowerCase();
            if (key === "content-type") part.type = value;
            if (key === "content-transfer-encoding") part.encoding = value.toLowerCase();
            if (key !== "content-disposition" || !/^form-data\s*(;|$)/i.test(value)) continue;
            for (const [, parameter, quoted, plain] of value.matchAll(/;\s*([^=;\s]+)=(?:"([^"]*)"|([^;]*))/g)) {
              const given = quoted === undefined ? plain.trim() : unescaped(quoted);
              if (parameter.toLowerCase() === "name") part.name = given;
              if (parameter.toLowerCase() === "filename") part.file = given;
              if (parameter.toLowerCase() === "filename*") part.file = decodeURIComponent(given.replace(/^[^']*'[^']*'/, ""));
            }
          }
          return part;
        }
        host.hooks.isFormData = isFormData;
        module.exports = { FormData, multipart, parseMultipart };
        """#
}
