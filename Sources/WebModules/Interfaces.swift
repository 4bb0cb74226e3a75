extension WebModules {
    /// What the texts share.
    static let interfaces = #"""
        "use strict";
        // What the texts of the web's interfaces share. https://webidl.spec.whatwg.org
        const host = __dirname;
        // Operations and attributes of an interface are listed; the tag of its objects is not.
        function define(constructor, tag) {
          for (const object of [constructor, constructor.prototype]) {
            for (const key of Object.getOwnPropertyNames(object)) {
              if (["constructor", "prototype", "name", "length"].includes(key)) continue;
              const descriptor = Object.getOwnPropertyDescriptor(object, key);
              descriptor.enumerable = true;
              Object.defineProperty(object, key, descriptor);
            }
          }
          Object.defineProperty(constructor.prototype, Symbol.toStringTag, { value: tag ?? constructor.name, configurable: true });
          return constructor;
        }
        function required(count, names, given) {
          if (given >= count) return;
          const quoted = names.map((name) => `"${name}"`);
          throw host.error("TypeError", "ERR_MISSING_ARGS", quoted.length === 1 ? `The ${quoted[0]} argument must be specified`
            : `The ${quoted.slice(0, -1).join(", ")} and ${quoted[quoted.length - 1]} arguments must be specified`);
        }
        // The same in the words of what comes with fetch.
        function needs(count, label, given) {
          if (given >= count) return;
          throw new TypeError(`${label}: ${count} argument${count === 1 ? "" : "s"} required, but${given ? " only" : ""} ${given} found.`);
        }
        function invalid(name, expected, value) {
          return host.error("TypeError", "ERR_INVALID_ARG_TYPE", `The "${name}" ${name.includes(".") ? "property" : "argument"} must be ${expected}. Received ${host.received(value)}`);
        }
        const invalidThis = (name) => host.error("TypeError", "ERR_INVALID_THIS", `Value of "this" must be of type ${name}`);
        const illegal = () => host.error("TypeError", "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");
        const text = (value) => `${value}`.toWellFormed();
        // The bytes of a buffer, or of what looks into one; undefined for anything else.
        function bytesOf(value) {
          switch (host.kindOf(value)) {
            case undefined: return undefined;
            case "buffer": case "shared": return new Uint8Array(value);
            default: return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
          }
        }
        // The default iterator objects of an interface that maps or lists: `next` gives what `step` does with the iterator's state.
        function iterators(tag, step) {
          const states = new WeakMap();
          const prototype = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), {
            next: {
              value: function next() {
                const state = states.get(this);
                if (state === undefined) throw invalidThis(tag.replace(" ", ""));
                const pair = step(state.target, state.index++);
                if (pair === undefined) return { done: true, value: undefined };
                return { done: false, value: state.kind === "entries" ? [pair[0], pair[1]] : pair[state.kind === "keys" ? 0 : 1] };
              }, writable: true, enumerable: true, configurable: true,
            },
            [Symbol.toStringTag]: { value: tag, configurable: true },
          });
          host.inspector(prototype, (iterator) => {
            const state = states.get(iterator);
            if (state === undefined) return { object: {} };
            const rest = [];
            for (let index = state.index; ; index++) {
              const pair = step(state.target, index);
              if (pair === undefined) break;
              rest.push(host.inspect(state.kind === "entries" ? [pair[0], pair[1]] : pair[state.kind === "keys" ? 0 : 1]));
            }
            return { text: `${tag} {${rest.length ? ` ${rest.join(", ")} ` : " "}}` };
          });
          return (target, kind) => {
            const iterator = Object.create(prototype);
            states.set(iterator, { target, kind, index: 0 });
            return iterator;
          };
        }
        module.exports = { define, required, needs, invalid, invalidThis, illegal, text, bytesOf, iterators };
        """#
}
