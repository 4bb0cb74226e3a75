import JavaScript
import Programs

/// The CommonJS modules of a run, and what `require()` needs. https://nodejs.org/api/modules.html
struct CommonJSModules {
    /// A module that is CommonJS, or one of the host's own, which are made alike.
    struct Record {
        var module: ModuleID
        /// What its text tells before it runs; `nil` for a module of the host, whose names are those of what it exports.
        var reading: CommonJSReading?
        /// The names that importers may ask for, beside the cell of each among all cells; `nil` before somebody asked.
        var exports: [(name: NameID, cell: Int32)]?
        var cells: [NameID: Int32] = [:]
        /// The names that its text and those of the modules tell whose names it has too; its own as long as they are looked for, `nil` before.
        var lexed: [NameID]?
        /// Whether the cells have their values.
        var isFilled = false
        /// The latest `module` object; none before the first run.
        var object = ObjectID.none
        /// How many of its runs have begun and not ended.
        var runs = 0
        var hasRun = false
        /// Whether a module of the host's has required it, on behalf of an import or as an entry.
        var isWrapped = false
        /// The modules that it has required, each once, with the specifiers.
        var required: [(specifier: NameID, module: ModuleID)] = []
    }

    /// From where a `require` function looks.
    struct Base {
        var key: ModuleKey
        /// The module whose function it is; none for one of `createRequire`.
        var module: ModuleID
        /// Its `module` object, whose children the modules become that it requires.
        var object: ObjectID
    }

    var records: [Record] = []
    var bases: [Base] = []
    /// The host's modules by their names, without `node:`.
    var builtins: [String: ModuleID] = [:]
    /// What their texts are given in the place of `__dirname`.
    var binding = ObjectID.none
    /// `require.cache`
    var cache = ObjectID.none
    /// `require.extensions`
    var extensions = ObjectID.none
    /// `Module.prototype`
    var prototype = ObjectID.none
    /// `Buffer.prototype`, when a program has seen it.
    var bufferPrototype = ObjectID.none
    /// `process.stdin`, `stdout` and `stderr`, when a program has seen them.
    var standardStreams: [ObjectID] = [.none, .none, .none]
    /// `process.argv`
    var processArguments = Value.undefined
    /// `require.main`
    var main = Value.undefined
    /// The `module` object that first required each other one.
    var parents: [ObjectID: ObjectID] = [:]
    /// The files whose `createRequire` required modules first: they have no `module` objects of their own.
    var creators: [ModuleID: ModuleKey] = [:]
    /// The module that a `module` object is of.
    var owners: [ObjectID: ModuleID] = [:]
    /// Namespaces that `require()` gave and that have `__esModule` beside the module's names, by module.
    var marked: [Int32: ObjectID] = [:]
    var markedObjects: Set<ObjectID> = []
    /// The JSON modules that `require()` has given once.
    var requiredJSON: Set<ModuleID> = []
    /// How the latest load for `require()` ended: the error.
    var loadError: ObjectID?
    /// The ECMAScript modules that `require()` is evaluating.
    var evaluating: [ModuleID] = []

    var hooks = ModuleHooks()
    var overrides = ModuleOverrides()

    /// Native code of the functions that each module has.
    var requireNative: Int32 = -1
    var resolveNative: Int32 = -1
}
