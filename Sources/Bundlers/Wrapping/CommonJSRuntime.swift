/// The functions that stand between modules and CommonJS in a file: in our own words, and as each tool has them.
struct CommonJSRuntime: Sendable {
    /// What makes a function of a CommonJS module.
    var helper = "__commonJS"
    /// Whether a module that threw is run again when it is required again; otherwise what it exported until then is given.
    var runsAgain = true
    /// Whether a module's objects of both kinds are made once.
    var keepsObjects = false
    /// Whether a module with `__esModule` that has no `default` has its exports for one.
    var wantsDefault = false
    /// Whether `require` of what is not in the file is the host's; otherwise it throws.
    var hasHostRequire = false
    /// Whether a module may ask for its `__filename` and `__dirname`.
    var hasFileNames = false

    static let toModule = "__toESM"
    static let toCommonJS = "__toCommonJS"
    static let addExports = "__reExport"
    static let require = "__require"
    private static let copy = "__copyProps"

    /// All names at the top of a file.
    var names: [String] { [helper, Self.toModule, Self.toCommonJS, Self.addExports, Self.require, Self.copy, "Error", "WeakMap"] }

    /// What a file has to have before its modules.
    func text(_ needed: RuntimeParts) -> String {
        var parts: [String] = []
        if hasHostRequire, needed.contains(.require) { parts.append("import { createRequire } from \"node:module\";") }
        if !needed.isDisjoint(with: [.toModule, .toCommonJS, .addsExports]) { parts.append(copyText) }
        if needed.contains(.commonJS) { parts.append(function) }
        if needed.contains(.toModule) { parts.append(toModuleText) }
        if needed.contains(.toCommonJS) { parts.append(toCommonJSText) }
        if needed.contains(.addsExports) {
            parts.append("var \(Self.addExports) = (target, module) => \(Self.copy)(target, module, \"default\");")
        }
        if needed.contains(.require) { parts.append(requireText) }
        return parts.joined(separator: "\n")
    }

    private var copyText: String {
        let isEnumerable = keepsObjects ? "true" : "!(own = Object.getOwnPropertyDescriptor(from, key)) || own.enumerable"
        return """
            // Shows the members of an object as those of another that has not got them.
            var \(Self.copy) = (to, from, except) => {
              if (from && typeof from === "object" || typeof from === "function") {
                let own;
                for (let key of Object.getOwnPropertyNames(from)) {
                  if (key === except || Object.prototype.hasOwnProperty.call(to, key)) continue;
                  Object.defineProperty(to, key, { get: () => from[key], enumerable: \(isEnumerable) });
                }
              }
              return to;
            };
            """
    }

    private var function: String {
        let run = "if (!module) body.call((module = { exports: {} }).exports, module.exports, module);"
        guard runsAgain else {
            return """
                // Runs a CommonJS module when it is first required.
                var \(helper) = (body, module) => () => {
                  \(run)
                  return module.exports;
                };
                """
        }
        return """
            // Runs a CommonJS module when it is first required, and again if it threw.
            var \(helper) = (body, module) => () => {
              try {
                \(run)
                return module.exports;
              } catch (error) {
                module = 0;
                throw error;
              }
            };
            """
    }

    /// The function itself, for a module that the tool does not have it for.
    var functionText: String {
        "((body, module) => () => (module || body.call((module = { exports: {} }).exports, module.exports, module), module.exports))"
    }

    private var toModuleText: String {
        let more = wantsDefault ? " || !Object.prototype.hasOwnProperty.call(module, \"default\")" : ""
        let made = """
            const target = module == null ? {} : Object.create(Object.getPrototypeOf(module));
              if (isNode || !module || !module.__esModule\(more)) {
                Object.defineProperty(target, "default", { value: module, enumerable: true });
              }
            """
        guard keepsObjects else {
            return """
                // What importers see of what a CommonJS module exports.
                var \(Self.toModule) = (module, isNode) => {
                  \(made)
                  return \(Self.copy)(target, module);
                };
                """
        }
        return """
            // What importers see of what a CommonJS module exports, made once of each object.
            var \(Self.toModule) = (module, isNode) => {
              const known = isNode ? __toESM.node : __toESM.others;
              if (module != null && typeof module === "object" && known.has(module)) return known.get(module);
              \(made)
              \(Self.copy)(target, module);
              if (module != null && typeof module === "object") known.set(module, target);
              return target;
            };
            \(Self.toModule).node = new WeakMap();
            \(Self.toModule).others = new WeakMap();
            """
    }

    private var toCommonJSText: String {
        let made = "\(Self.copy)(Object.defineProperty({}, \"__esModule\", { value: true }), exports)"
        guard keepsObjects else {
            return """
                // What require() gives of a module.
                var \(Self.toCommonJS) = (exports) => \(made);
                """
        }
        return """
            // What require() gives of a module, made once.
            var \(Self.toCommonJS) = (exports) => {
              if (!\(Self.toCommonJS).known.has(exports)) \(Self.toCommonJS).known.set(exports, \(made));
              return \(Self.toCommonJS).known.get(exports);
            };
            \(Self.toCommonJS).known = new WeakMap();
            """
    }

    private var requireText: String {
        if hasHostRequire { return "var \(Self.require) = createRequire(import.meta.url);" }
        return """
            // Stands for a require() of what is not in the file.
            var \(Self.require) = (name) => {
              throw Error("Dynamic require of \\"" + name + "\\" is not supported");
            };
            """
    }
}
