import Text

/// What stands around webpack's modules: a runtime of our own that takes as many turns as webpack's.
struct WebpackRuntime: Sendable {
    let style: WebpackStyle
    /// As before 5.88; see ``AsyncModuleRuntime``.
    var forgetsWhatIsDoneAtOnce = false
    /// Whether the namespace object of CommonJS that exports a function has the function's members.
    var showsFunctions = true

    private var require: String { style.require }

    /// - Parameters:
    ///   - hasCommonJS: whether some module is CommonJS.
    ///   - usesHost: whether such a module asks the host for others.
    func text(_ chunks: [TableChunks.Chunk], hasAsync: Bool, hasCommonJS: Bool, usesHost: Bool) -> String {
        var parts = [core]
        if hasCommonJS { parts.append(commonJS) }
        if usesHost {
            parts.append("import { createRequire } from \"node:module\";\n\(require).host = createRequire(import.meta.url);\n")
        }
        if hasAsync {
            parts.append(AsyncModuleRuntime.text(forgetsWhatIsDoneAtOnce: forgetsWhatIsDoneAtOnce) + "\n\(require).a = runAsync;\n")
        }
        if !chunks.isEmpty { parts.append(TableFiles.loading) }
        let shared = chunks.filter { !(style.importsFiles && $0.hasOneGroup) }
        if !shared.isEmpty { parts.append(TableFiles.files(shared) + "\n" + loadShared) }
        if shared.count < chunks.count { parts.append(loadOwn) }
        return parts.joined(separator: "\n")
    }

    private var core: String {
        """
        // The modules that have begun.
        const begun = new Map();

        // What a module exports; of an asynchronous one, a promise of that. The first who asks runs it.
        function \(require)(id) {
          let module = begun.get(id);
          if (module === undefined) {
            module = { exports: {} };
            begun.set(id, module);
            modules[id].call(module.exports, module, module.exports, \(require));
          }
          return module.exports;
        }

        // Makes exports those of a module.
        \(require).r = (exports) => {
          Object.defineProperty(exports, Symbol.toStringTag, { value: "Module" });
          Object.defineProperty(exports, "__esModule", { value: true });
        };

        // Exports names: each is read where it is declared whenever somebody asks.
        \(require).d = (exports, getters) => {
          for (const name of Object.keys(getters)) {
            if (!Object.hasOwn(exports, name)) Object.defineProperty(exports, name, { enumerable: true, get: getters[name] });
          }
        };

        """
    }

    private var hasMembers: String {
        showsFunctions ? "(typeof current === \"object\" || typeof current === \"function\")" : "typeof current === \"object\""
    }

    private var commonJS: String {
        """
        // What a CommonJS module exports by default: a function that tells it, with a getter that does so too.
        \(require).n = (exports) => {
          const tell = exports && exports.__esModule ? () => exports.default : () => exports;
          \(require).d(tell, { a: tell });
          return tell;
        };

        // A namespace object of what a CommonJS module exports.
        \(require).space = (exports) => {
          const space = Object.create(null);
          \(require).r(space);
          const getters = {};
          const ends = [null, Object.prototype, Array.prototype, Function.prototype];
          let current = exports;
          while (\(hasMembers) && !ends.includes(current)) {
            Object.getOwnPropertyNames(current).forEach((name) => {
              getters[name] = () => exports[name];
            });
            current = Object.getPrototypeOf(current);
          }
          getters.default = () => exports;
          \(require).d(space, getters);
          return space;
        };

        // The same, made when it is first asked for.
        \(require).o = (exports) => {
          let space;
          return { get o() { return space ??= \(require).space(exports); } };
        };

        // What import() gives of a CommonJS module.
        \(require).t = (id, isNode) => {
          const exports = \(require)(id);
          if (typeof exports === "object" && exports) {
            if (!isNode && exports.__esModule) return exports;
            if (typeof exports.then === "function") return exports;
          }
          return \(require).space(exports);
        };

        // Exports what another module exports, but its default.
        \(require).s = (exports, from) => {
          const getters = {};
          for (const name in from) if (name !== "default") getters[name] = () => from[name];
          \(require).d(exports, getters);
        };

        """
    }

    private var loadShared: String {
        """
        // Loads a chunk.
        \(require).e = (name) => {
          const coming = load(name, files[name]);
          return Promise.all(coming === true ? [] : [coming]);
        };

        """
    }

    private var loadOwn: String {
        """
        // Loads a chunk that nobody else loads.
        \(require).ei = (name, file) => {
          const coming = load(name, file);
          return coming === true ? Promise.resolve() : coming;
        };

        """
    }
}
