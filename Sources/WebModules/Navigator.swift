extension WebModules {
    /// https://html.spec.whatwg.org/multipage/system-state.html#the-navigator-object
    static let navigator = #"""
        "use strict";
        // https://html.spec.whatwg.org/multipage/system-state.html#the-navigator-object
        const host = __dirname;
        const { define, illegal } = require("interfaces");
        const secret = {};
        class Navigator {
          constructor(key = undefined) { if (key !== secret) throw illegal(); }
          get userAgent() { return host.words.userAgent; }
          // The same on every machine.
          get hardwareConcurrency() { return 4; }
          get language() { return host.words.language; }
          get languages() { return Object.freeze([host.words.language]); }
          get platform() { return host.words.platform; }
          get onLine() { return true; }
        }
        if (host.hasCodes) delete Navigator.prototype.onLine;
        define(Navigator);
        host.extendNavigator(Navigator.prototype);
        if (host.hasCodes) delete Navigator.prototype[Symbol.toStringTag];
        module.exports = { Navigator, navigator: new Navigator(secret) };
        """#
}
