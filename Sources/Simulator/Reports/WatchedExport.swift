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
        if graph[module].commonJS >= 0 { return hasCommonJSValue(watched, module) }
        guard graph[module].status != .new, graph[module].status != .unlinked, graph[module].unit.index >= 0,
            case .found(let owner, .cell(let cell)) = resolveExport(module, strings.names.intern(watched.name))
        else { return false }
        let value = graph.cells[Int(graph[owner].cellBase + cell)]
        guard let member = watched.member else { return !value.isNullish && !value.isUninitialized }
        guard case .object(let object) = value, let own = getOwn(object, key(member)) else { return false }
        return !own.value.isNullish
    }

    /// The same of what `module.exports` has: who has it by `require()` alone knows no cells.
    private mutating func hasCommonJSValue(_ watched: WatchedExport, _ module: ModuleID) -> Bool {
        let object = commonJS.records[Int(graph[module].commonJS)].object
        guard !object.isNone, case .object(let exports)? = getOwn(object, key("exports"))?.value, heap[exports].kind != .proxy,
            heap[exports].kind != .namespace
        else { return false }
        let value: Value? = watched.name == "default" ? .object(exports) : getOwn(exports, key(watched.name))?.value
        guard let value, !value.isNullish else { return false }
        guard let member = watched.member else { return true }
        guard case .object(let inner) = value, heap[inner].kind != .proxy, heap[inner].kind != .namespace,
            let own = getOwn(inner, key(member))
        else { return false }
        return !own.value.isNullish
    }
}
