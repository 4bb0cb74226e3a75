import Text

/// What stands around webpack's modules: a runtime of our own that takes as many turns as webpack's.
struct WebpackRuntime: Sendable {
    let style: WebpackStyle
    /// As before 5.88; see ``AsyncModuleRuntime``.
    var forgetsWhatIsDoneAtOnce = false

    private var require: String { style.require }

    func text(_ chunks: [TableChunks.Chunk], hasAsync: Bool) -> String {
        var parts = [core]
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
            modules[id](module, module.exports, \(require));
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
