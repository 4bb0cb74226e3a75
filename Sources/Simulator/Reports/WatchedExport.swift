import Trace

/// An export, or a property of its value.
public struct WatchedExport: Sendable, Equatable {
    public var module: ModuleIndex
    public var name: String
    public var member: String?

    public init(module: ModuleIndex, name: String, member: String? = nil) {
        self.module = module
        self.name = name
        self.member = member
    }
}

extension Machine {
    /// Whether there is a value that is not undefined or null. Runs no code of the program.
    mutating func hasValue(_ watched: WatchedExport) -> Bool {
        guard graph.modules.indices.contains(Int(watched.module.rawValue)) else { return false }
        let module = ModuleID(index: watched.module.rawValue)
        guard graph[module].status != .new, graph[module].status != .unlinked, graph[module].unit.index >= 0,
            case .found(let owner, .cell(let cell)) = resolveExport(module, strings.names.intern(watched.name))
        else { return false }
        let value = graph.cells[Int(graph[owner].cellBase + cell)]
        guard let member = watched.member else { return !value.isNullish && !value.isUninitialized }
        guard case .object(let object) = value, let own = getOwn(object, key(member)) else { return false }
        return !own.value.isNullish
    }
}
