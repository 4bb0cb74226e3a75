extension WebModules {
    /// https://fetch.spec.whatwg.org/#body-mixin
    static let body = #"""
        "use strict";
        // https://fetch.spec.whatwg.org/#bodies
        const host = __dirname;
        const { bytesOf, text } = require("interfaces");
        const { isBlob, contentOf, makeBlob, joined, later } = require("blob");
        const unusable = "Body is unusable: Body has already been read";
        // A body: the bytes or the text that it is of, or else its stream; a stream of the bytes is made when somebody asks for it.
        // https://fetch.spec.whatwg.org/#concept-bodyinit-extract
        function extract(value) {
          if (isBlob(value)) return { body: { bytes: contentOf(value), isUsed: false }, type: value.type || null };
          const bytes = bytesOf(value);
          if (bytes) return { body: { bytes: bytes.slice(), isUsed: false }, type: null };
          if (typeof value === "object" && value !== null) {
            if (host.hooks.isReadable?.(value)) {
              if (host.hooks.isDisturbed(value)) throw new TypeError("Response body object should not be disturbed or locked");
              return { body: { stream: value, isOfStream: true, isUsed: false }, type: null };
            }
            if (host.hooks.isParameters?.(value))
              return { body: { text: value.toString(), isUsed: false }, type: "application/x-www-form-urlencoded;charset=UTF-8" };
            if (host.hooks.isFormData?.(value)) {
              const { bytes, type } = require("formData").multipart(value);
              return { body: { bytes, isUsed: false }, type };
            }
            if (typeof value[Symbol.asyncIterator] === "function") {
              const stream = require("readable").ReadableStream.from(value);
              return { body: { stream, isOfStream: true, isUsed: false }, type: null };
            }
          }
          return { body: { text: text(value), isUsed: false }, type: "text/plain;charset=UTF-8" };
        }
        const contentBytes = (body) => (body.bytes ??= host.utf8(body.text));
        function streamOf(body) {
          body.stream ??= require("readable").streamOf(contentBytes(body));
          return body.stream;
        }
        const isUsed = (body) => body !== null && (body.isUsed || (body.stream !== undefined && host.hooks.isDisturbed(body.stream)));
        const isLocked = (body) => body !== null && body.stream !== undefined && body.stream.locked;
        // The two bodies of which a clone has one. https://fetch.spec.whatwg.org/#concept-body-clone
        function clone(body) {
          if (body === null) return null;
          if (!body.isOfStream && body.stream === undefined) return { ...body };
          const [first, second] = require("readable").tee(streamOf(body));
          body.stream = first;
          body.isOfStream = true;
          return { stream: second, isOfStream: true, isUsed: false };
        }
        // https://fetch.spec.whatwg.org/#concept-body-consume-body
        function consume(body, make) {
          const fail = (error) => {
            const promise = host.promise();
            host.reject(promise, error);
            return promise;
          };
          if (isUsed(body) || isLocked(body)) return fail(new TypeError(unusable));
          if (body === null) {
            try {
              return host.promiseOf(make(new Uint8Array()));
            } catch (error) {
              return fail(error);
            }
          }
          body.isUsed = true;
          if (body.isOfStream || body.stream !== undefined) {
            const promise = host.promise();
            require("readable").readAll(streamOf(body), (chunks) => {
              try {
                host.resolve(promise, make(joined(chunks)));
              } catch (error) {
                host.reject(promise, error);
              }
            }, (error) => host.reject(promise, error));
            return promise;
          }
          // What fetch has given is there at once: the answer has come as a whole.
          const hops = body.isOfNetwork ? 0 : host.words.bodyHops;
          let value;
          try {
            value = make(body.bytes, body.text);
          } catch (error) {
            if (hops === 0) return fail(error);
            const promise = host.promise();
            host.react(later(undefined, hops - 1), () => host.reject(promise, error));
            return promise;
          }
          return later(value, hops);
        }
        const textOf = (bytes, content) => (content ?? host.text(bytes, false));
        const ownBytes = (bytes, content) => (bytes?.slice() ?? host.utf8(content));
        // https://fetch.spec.whatwg.org/#dom-body-formdata
        function formDataOf(type, bytes, content) {
          const { FormData, parseMultipart } = require("formData");
          const essence = type.split(";")[0].trim().toLowerCase();
          const data = new FormData();
          if (essence === "application/x-www-form-urlencoded") {
            for (const [name, value] of require("url").parseForm(textOf(bytes, content))) data.append(name, value);
            return data;
          }
          if (essence !== "multipart/form-data")
            throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
          return parseMultipart(type, bytes ?? host.utf8(content));
        }
        // The operations of the mixin, as members of a class; `of` gives the body of an object, `typeOf` its content type.
        const methods = (of, typeOf) => ({
          arrayBuffer() { return consume(of(this), (bytes, content) => ownBytes(bytes, content).buffer); },
          blob() { return consume(of(this), (bytes, content) => makeBlob(ownBytes(bytes, content), typeOf(this) ?? "")); },
          bytes() { return consume(of(this), ownBytes); },
          formData() { return consume(of(this), (bytes, content) => formDataOf(typeOf(this) ?? "", bytes, content)); },
          json() { return consume(of(this), (bytes, content) => JSON.parse(textOf(bytes, content))); },
          text() { return consume(of(this), textOf); },
        });
        function mixIn(constructor, of, typeOf) {
          const own = methods(of, typeOf);
          for (const name of Object.keys(own))
            Object.defineProperty(constructor.prototype, name, { value: own[name], writable: true, configurable: true });
        }
        module.exports = { extract, streamOf, isUsed, isLocked, clone, mixIn };
        """#
}
