extension WebModules {
    /// https://html.spec.whatwg.org/multipage/web-messaging.html#broadcasting-to-other-browsing-contexts
    static let broadcast = #"""
        "use strict";
        // https://html.spec.whatwg.org/multipage/web-messaging.html#broadcasting-to-other-browsing-contexts
        //
        // Deviation: only the channels of one agent hear each other.
        const host = __dirname;
        const { define, required, text } = require("interfaces");
        const channels = new Set();
        class BroadcastChannel extends host.EventTarget {
          #name; #isClosed = false;
          constructor(name) {
            required(1, ["name"], arguments.length);
            super();
            this.#name = text(name);
            channels.add(this);
          }
          get name() { return this.#name; }
          postMessage(message) {
            required(1, ["message"], arguments.length);
            if (this.#isClosed) throw host.domException("BroadcastChannel is closed.", "InvalidStateError");
            for (const other of channels) {
              if (other === this || other.#name !== this.#name) continue;
              const data = host.clone(message);
              host.task(() => { if (!other.#isClosed) host.fire(other, "message", data); });
            }
          }
          close() {
            this.#isClosed = true;
            channels.delete(this);
          }
          static {
            if (host.hasCodes)
              host.inspector(this.prototype, (value) =>
                #name in value ? { name: "BroadcastChannel", object: { name: value.#name, active: !value.#isClosed } } : undefined);
          }
        }
        define(BroadcastChannel);
        for (const name of ["message", "messageerror"]) host.eventHandler(BroadcastChannel.prototype, name);
        if (host.hasCodes) {
          // Node's has no tag of its own.
          delete BroadcastChannel.prototype[Symbol.toStringTag];
          for (const name of ["ref", "unref"])
            Object.defineProperty(BroadcastChannel.prototype, name, { value: { [name]() { return this; } }[name], writable: true, configurable: true });
        }
        module.exports = { BroadcastChannel };
        """#
}
