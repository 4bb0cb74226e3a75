import JavaScript

/// What tools do unlike each other where they put modules into one scope.
struct HoistingStyle: Sendable {
    /// What a name is made of: `prefix` + name + `suffix`.
    struct NameForm: Sendable {
        var prefix = ""
        var suffix = ""

        func callAsFunction(_ name: String) -> String { prefix + name + suffix }
    }

    /// How the getters of a namespace object are written.
    enum NamespaceForm: Sendable {
        /// `var ns = Object.freeze({ __proto__: null, get x () { return x; } });`
        ///
        /// - Parameters:
        ///   - tag: whether it has the `Symbol.toStringTag` of a namespace.
        ///   - keepsValues: whether a name that nobody assigns to is written as its value, `x: x`, where nobody may have used the object before.
        case frozen(tag: Bool, keepsValues: Bool)
        /// `var ns = {}; helper(ns, { x: () => x });`
        case defined(helper: String)
        /// `var ns = helper({ x: () => x });`
        case made(helper: String)
    }

    var links = LinkRules()
    /// Whether `let`, `const` and `class` of a module's top level become `var`: such a variable has no dead zone.
    var declaresVariables = false
    /// Whether classes stay classes all the same.
    var keepsClasses = false
    /// Whether the second of two that have one name is called `name2`, and not `name$1`.
    var numbersNames = false
    /// Whether `export default name` means the variable itself where nothing assigns to it, so that the export has no dead zone of its own.
    var unitesDefaultWithName = false
    /// Whether the same holds of a variable that is assigned to, so that the default export changes with it.
    var unitesAssignedDefault = false
    /// Whether the value of `export default` of an expression is a `var`, which has no dead zone.
    var declaresDefaultAsVariable = false
    /// Whether the module that stands last keeps its names, and those before it give way.
    var namesLastFirst = false
    var namespaceName = NameForm(suffix: "_exports")
    var defaultName = NameForm(suffix: "_default")
    /// Whether an import's own name is what a namespace or an anonymous default export is called.
    var namesByImports = false
    var namespaceForm = NamespaceForm.defined(helper: "__export")
    /// Whether the names of a namespace object are in the order of the alphabet.
    var sortsNamespaces = true
    /// Whether a branch of an `if` whose test is `true` or `false` is left out where it is never run, with the awaits in it.
    var dropsDeadBranches = false
    /// Names that the printed runtime uses, and that nothing may hide.
    var reserved: [String] = []

    /// Where the bindings of a module that stands bare are declared.
    var declarations: Rewriting.Declarations { !declaresVariables ? .inPlace : keepsClasses ? .asVariablesButClasses : .asVariables }
}
