/// What a random graph is about.
public enum FuzzFamily: String, Sendable, CaseIterable {
    /// Acyclic graphs with a few awaits.
    case dag
    /// Acyclic graphs whose order is decided by microtasks alone.
    case ticks
    /// The same with cycles.
    case cycles
    /// Throws and rejections, through acyclic and cyclic graphs.
    case errors
    /// `import()`: races, modules in progress, deadlocks.
    case dynamic
    /// Timers of unlike length.
    case timers
    /// Live bindings, dead zones, namespaces, names that do not link.
    case values
    /// `import defer`, for engines that have it.
    case deferred
}

/// A random module graph, in a form that can be made smaller piece by piece.
public struct FuzzCase: Hashable, Sendable {
    struct Module: Hashable, Sendable {
        /// Static imports in order.
        var imports: [FuzzImport] = []
        var body: [FuzzStatement] = []
    }

    public var family: FuzzFamily
    /// The first is the entry. Imports and statements name modules by their place in this list.
    var modules: [Module]

    /// A module's name in what it prints.
    static func label(_ index: Int) -> String { index == 0 ? "entry" : "m\(index)" }

    static func fileName(_ index: Int) -> String { label(index) + ".mjs" }

    /// The files of the graph, the entry first.
    public var files: [(name: String, source: String)] {
        modules.indices.map { (Self.fileName($0), source(of: $0)) }
    }

    /// What the line begins with that tells how the entry ended.
    static let outcomeMark = "= "

    /// The module that imports the entry and prints how that ended.
    ///
    /// A graph's entry is no process's entry: one that rejects would end the process, and everything after it would be lost.
    static let main = (
        name: "main.mjs",
        source: """
        import('./entry.mjs').then(
          () => console.log("= fulfilled"),
          (error) => console.log(`= rejected ${error.name === "Error" ? error.message : error.name}`));

        """
    )

    /// Whether the order depends on real time when an engine runs it.
    public var hasTimers: Bool { modules.contains { $0.body.contains(where: \.isTimed) } }

    public var moduleCount: Int { modules.count }

    public var statementCount: Int { modules.reduce(0) { $0 + $1.body.count } }
}

/// A static import.
struct FuzzImport: Hashable, Sendable {
    enum Form: Hashable, Sendable {
        case bare
        /// `import {name as name_m2}`
        case named(FuzzName)
        /// `import * as ns_m2`
        case namespace
        /// `import defer * as ns_m2`
        case deferred
        /// `export * from`
        case starExport
        /// `export {name} from`
        case reexport(FuzzName)
    }

    var target: Int
    var form: Form
}

/// The names that modules export.
enum FuzzName: String, Hashable, Sendable, CaseIterable {
    case n, c, f, inc, v, K
    case `default`
    /// No module has it.
    case missing
}
