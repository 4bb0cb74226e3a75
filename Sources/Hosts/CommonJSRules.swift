/// CommonJS modules, and how they and ECMAScript modules meet. https://nodejs.org/api/modules.html
package struct CommonJSRules: Sendable, Equatable {
    /// What is understood of a module's text where importers ask for its names.
    package enum Naming: Sendable, Equatable {
        /// What merve finds, which reads an object literal up to the first value that is more than a name.
        case words
        /// What cjs-module-lexer finds, which does the same by an earlier grammar.
        case earlierWords
        /// What a look at the syntax tree finds.
        case tree
    }

    /// What `require()` does with modules that await at their top level.
    package enum AsyncModules: Sendable, Equatable {
        /// It throws before any of them runs, and also when they have run.
        case refused
        /// They run, and it throws when they are not done then.
        case begun
    }

    /// What becomes of a cycle through `require()` of ECMAScript modules.
    package enum Cycles: Sendable, Equatable {
        /// It throws where any module is still being evaluated.
        case refused
        /// It throws where the required module itself is.
        case refusedDirectly
        /// What there is of the namespace is given.
        case allowed
    }

    /// How an entry that is CommonJS ends and goes on.
    package enum Entry: Sendable, Equatable {
        /// Its turn is one like any other: `process.nextTick` callbacks come first, and an error ends the process at once.
        case task
        /// It is required by a module, whose promise an error rejects.
        case ofModule
    }

    /// What a `.js` file is of which no package.json says so.
    package enum Unmarked: Sendable, Equatable {
        /// CommonJS, unless its text has what only modules have.
        case detected
        case module
    }

    package var naming = Naming.words
    /// Whether namespaces have the name `module.exports`.
    package var exportsWhole = true
    /// Which namespaces that `require()` gives have `__esModule`.
    package enum Marks: Sendable, Equatable {
        /// Another object with the name in it, for a module that has a default export and no such name.
        case defaults
        /// The namespace itself from then on, hidden, unless it has the name.
        case all
    }

    package var marks = Marks.defaults
    /// Whether `default` is what a CommonJS module exports by that name, where it says by `__esModule` that it was a module.
    package var defaultFollowsMark = false
    /// Whether what is required before the entries comes after what is imported before them.
    package var requiresLast = false
    /// Whether `module.children` has the ECMAScript modules that a module requires.
    package var modulesAreChildren = true
    package var asyncModules = AsyncModules.refused
    package var cycles = Cycles.refused
    package var entry = Entry.task
    package var unmarked = Unmarked.detected
    /// What `exports` and `imports` of packages are looked through for, beside `import`, `require` and `default`.
    package var conditions = ["node", "module-sync"]
    package var words = CommonJSWords()
    /// Whether `node:module` has `registerHooks`.
    package var hasHooks = true

    package init() {}
}

/// The errors of CommonJS loaders, in Node's words.
package struct CommonJSWords: Sendable, Equatable {
    /// What Node says of such a module, before it tells who requires which.
    private static let asyncText =
        "require() cannot be used on an ESM graph with top-level await. Use import() instead. "
        + "To see where the top-level await comes from, use --experimental-print-required-tla."
    /// `{module}` `{importer}` `{stack}`
    package var asyncModule = ErrorWords("ERR_REQUIRE_ASYNC_MODULE", asyncText + "\n  From {importer} \n  Requiring {module} ")
    /// The same where the module had been evaluated before; `nil` for the same words.
    package var evaluatedAsyncModule: ErrorWords?
    /// `{module}` `{importer}`
    package var requiredInCycle = ErrorWords(
        "ERR_REQUIRE_CYCLE_MODULE",
        "Cannot require() ES Module {module} in a cycle. (from {importer}) A cycle involving require(esm) is not allowed to maintain "
            + "invariants mandated by the ECMAScript specification. Try making at least part of the dependency in the graph lazily loaded.")
    /// Whether the errors of asynchronous modules have the files on the way to them in `requireStack`.
    package var asyncModuleHasStack = false
    /// `{kind}` `{specifier}` `{importer}`
    package var importedInCycle = ErrorWords(
        "ERR_REQUIRE_CYCLE_MODULE", "Cannot import {kind} {specifier} in a cycle. (from {importer})")
    /// `{specifier}` `{stack}`
    package var missing = ErrorWords("MODULE_NOT_FOUND", "Cannot find module '{specifier}'{stack}", showsCode: false)
    /// `{received}`
    package var noText = ErrorWords(
        "ERR_INVALID_ARG_TYPE", "The \"id\" argument must be of type string. Received {received}", type: .typeError)
    package var emptyText = ErrorWords(
        "ERR_INVALID_ARG_VALUE", "The argument 'id' must be a non-empty string. Received ''", type: .typeError)
    /// `{specifier}`
    package var unknownBuiltin = ErrorWords("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: {specifier}")

    package init() {}

    /// The same error where Node 20 makes it of a module that has been evaluated: its lines end without a blank, and it shows no code.
    static let earlierEvaluatedAsyncModule = ErrorWords(
        "ERR_REQUIRE_ASYNC_MODULE", asyncText + "\n  From {importer}\n  Requiring {module}", showsCode: false)
}

extension CommonJSRules {
    static let spec: CommonJSRules = {
        var rules = CommonJSRules()
        rules.unmarked = .module
        return rules
    }()

    static let node = CommonJSRules()

    static let node20: CommonJSRules = {
        var rules = CommonJSRules()
        rules.naming = .earlierWords
        rules.exportsWhole = false
        rules.hasHooks = false
        rules.words.evaluatedAsyncModule = CommonJSWords.earlierEvaluatedAsyncModule
        return rules
    }()

    static let bun: CommonJSRules = {
        var rules = CommonJSRules()
        rules.naming = .tree
        rules.exportsWhole = false
        rules.marks = .all
        rules.defaultFollowsMark = true
        rules.modulesAreChildren = false
        rules.hasHooks = false
        rules.asyncModules = .begun
        rules.cycles = .allowed
        rules.conditions = ["bun", "node"]
        rules.words.asyncModule = ErrorWords(
            "", "require() async module \"{module}\" is unsupported. use \"await import()\" instead.", type: .typeError, showsCode: false)
        return rules
    }()

    static let deno: CommonJSRules = {
        var rules = CommonJSRules()
        rules.naming = .tree
        rules.hasHooks = false
        rules.cycles = .refusedDirectly
        rules.requiresLast = true
        rules.entry = .ofModule
        rules.unmarked = .module
        rules.conditions = ["deno", "node"]
        rules.words.asyncModule.text =
            "require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the top-level await comes from, "
            + "use --stack-trace-limit=100 and inspect the dependency graph. Requiring {url}. From {importer}{stack}"
        rules.words.asyncModuleHasStack = true
        rules.words.requiredInCycle = ErrorWords(
            "", "Cannot require() ES Module {url} in a cycle.", showsCode: false)
        return rules
    }()
}
