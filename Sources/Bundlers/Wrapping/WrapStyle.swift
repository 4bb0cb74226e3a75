import JavaScript
import Programs

/// What tools that put modules into functions do unlike each other.
struct WrapStyle: Sendable {
    var hoisting: HoistingStyle
    /// The function that makes another one run once.
    var helper = "__esm"
    /// Whether the imports of a module are run in two steps: first the synchronous ones in order, then all others at once, with one await for them.
    var gathersImports = false
    /// Whether what `export *` asks for is waited for.
    var awaitsStars = false
    /// Whether what needs nothing of a module to be made, such as a constant, is made outside of its function.
    var movesConstants = false
    /// Whether `using` at the top level of a module is written out, so that what it holds is disposed of when the module is done; otherwise it stands where it
    /// stood, and a file disposes of all when its end is reached.
    var writesUsingOut = false
    /// Whether a branch that is never taken is left out.
    var dropsDeadBranches = false
    /// Whether the function is a declaration that puts the real one into its own place when it is first called, so that importers in a circle of files find it.
    var declaresFunctions = false

    /// Whether files of one program share the functions of the tool, which lie with the modules that the same entries need.
    var sharesRuntime = false
    /// Whether a module that exports something counts as one that needs them, though nothing asks for its namespace object.
    var countsExports = false
    /// Whether `import()` of a file that stands for CommonJS gives what the file exports: what the module exports as the default, and no names.
    var importsRawCommonJS = false

    /// How the functions behave that make CommonJS of modules and modules of CommonJS.
    var commonJS = CommonJSRuntime()

    /// What makes namespace objects, and its text.
    var exportHelper = "__export"
    var exportHelperText = WrapRuntime.export("__export", .plain)

    /// Names that the printed runtime and what is printed of calls use.
    static let usedNames = ["Promise", "Object"]
    static let allHelper = "__promiseAll"
}

/// The functions that such a tool puts before the modules, in our own words, with the microtasks of the originals: none.
struct WrapRuntime {
    /// Defines getters, which can be set for some tools.
    enum Export {
        case plain, settable
    }

    /// `var __export = …`.
    static func export(_ name: String, _ kind: Export) -> String {
        let more =
            kind == .settable
            ? ", configurable: true, set: (value) => { all[key] = () => value; Object.defineProperty(target, key, { get: all[key] }); }"
            : ""
        return """
            // Shows variables as members of an object.
            var \(name) = (target, all) => {
              for (let key in all) Object.defineProperty(target, key, { get: all[key], enumerable: true\(more) });
            };
            """
    }

    /// `var __exportAll = …`: makes the object too.
    static func exportAll(_ name: String) -> String {
        """
        // An object that shows variables as its members.
        var \(name) = (all) => {
          let target = {};
          for (let key in all) Object.defineProperty(target, key, { get: all[key], enumerable: true });
          Object.defineProperty(target, Symbol.toStringTag, { value: "Module" });
          return target;
        };
        """
    }

    /// `var __esm = …`: as in esbuild since 0.28.1, an error is thrown again by every later call.
    static func once(_ name: String) -> String {
        """
        // Runs a module once: later calls get what the first one gave, and while that is still at its synchronous part, nothing.
        var \(name) = (body, result, failure) => () => {
          if (failure) throw failure.error;
          if (!body) return result;
          const run = body;
          body = undefined;
          try {
            return result = run();
          } catch (error) {
            failure = { error };
            throw error;
          }
        };
        """
    }

    static func all(_ name: String) -> String { "var \(name) = (promises) => Promise.all(promises);" }
}
