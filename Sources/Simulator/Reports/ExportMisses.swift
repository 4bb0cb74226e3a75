import JavaScript
import Trace

/// A property that code read of what a module exports, and that is not there: undefined, and no error.
public struct MissedExport: Sendable {
    public var name: String
    /// Whose exports they are.
    public var module: ModuleIndex
    /// Whether it was read of the value of `module.exports`, and not of a namespace.
    public var isOfValue: Bool
    public var frame: UncaughtError.Frame
    /// How many of the run's events had been recorded.
    public var eventCount: Int
}

/// What was called and is no function: what a module exports as a whole, where its default would have done.
public struct WrappedDefault: Sendable, Equatable {
    /// `nil` where the value is not known to be what a module exports.
    public var module: ModuleIndex?
    /// Whether it is the namespace of that, and not the value of `module.exports`.
    public var isNamespace: Bool
    /// Of a method that the default has and the whole has not: its name.
    public var member: String?
}

/// The misses of a run: so many are kept.
struct ExportMisses {
    fileprivate static let limit = 64
    fileprivate(set) var all: [(object: ObjectID, name: NameID, instruction: Int32, eventCount: Int)] = []
}

extension Machine {
    /// Code has looked for a property that is not there: of a namespace, or a default of anything.
    mutating func noteMiss(_ object: ObjectID, _ key: PropertyKey) {
        guard reports.misses.all.count < ExportMisses.limit, case .name(let name) = key, name != .known(.then), !running.frames.isEmpty
        else {
            return
        }
        let instruction = max(0, running.pc - 1)
        switch code.instructions[Int(instruction)].opcode {
        case .getProperty, .getMethod, .getElement, .getElementMethod: break
        default: return
        }
        if let last = running.frames.last, isHostsOwn(last.code) { return }
        reports.misses.all.append((object, name, instruction, recorder.trace.events.count))
    }

    /// Those that were read of what modules export. Runs no code of the program.
    mutating func missedExports() -> [MissedExport] {
        reports.misses.all.compactMap { miss in
            guard let (module, isNamespace) = moduleExporting(miss.object), let frame = frame(of: miss.instruction) else { return nil }
            return MissedExport(
                name: strings.names.string(miss.name), module: module, isOfValue: !isNamespace, frame: frame, eventCount: miss.eventCount)
        }
    }

    /// The module whose namespace an object is, or whose `module.exports`.
    private mutating func moduleExporting(_ object: ObjectID) -> (module: ModuleIndex, isNamespace: Bool)? {
        if heap[object].kind == .namespace {
            let payload = heap[object].payload
            return (ModuleIndex(Int(payload < 0 ? -1 - payload : payload)), true)
        }
        for record in commonJS.records where !record.object.isNone && !graph[record.module].isBuiltin {
            if case .object(object)? = getOwn(record.object, key("exports"))?.value {
                return (ModuleIndex(Int(record.module.index)), false)
            }
        }
        return nil
    }

    /// What is known of a call of what is no function.
    mutating func wrappedDefault(_ stack: ErrorStack) -> WrappedDefault? {
        guard case .notCallable(let receiver, let callee) = stack.reason, let instruction = calls(of: stack).first else { return nil }
        if case .object(let object) = callee {
            guard let inner = defaultValue(of: object), isCallable(inner) else { return nil }
            return wrapped(object, member: nil)
        }
        guard case .object(let object) = receiver, callee.isUndefined, let method = self.callee(of: instruction)?.method,
            case .object(let inner)? = defaultValue(of: object), heap[inner].kind != .proxy, heap[inner].kind != .namespace,
            let own = getOwn(inner, key(method)), isCallable(own.value)
        else { return nil }
        return wrapped(object, member: method)
    }

    private mutating func wrapped(_ object: ObjectID, member: String?) -> WrappedDefault? {
        guard let (module, isNamespace) = moduleExporting(object) else { return nil }
        return WrappedDefault(module: module, isNamespace: isNamespace, member: member)
    }

    /// The value of a property `default` of its own, or of a namespace's default export, where that has one.
    private mutating func defaultValue(of object: ObjectID) -> Value? {
        if heap[object].kind == .proxy { return nil }
        guard heap[object].kind == .namespace else { return getOwn(object, .known(.default))?.value }
        let payload = heap[object].payload
        guard payload >= 0, case .found(let owner, .cell(let cell)) = resolveExport(ModuleID(index: payload), .known(.default)) else {
            return nil
        }
        let value = graph.cells[Int(graph[owner].cellBase + cell)]
        return value.isUninitialized ? nil : value
    }
}
