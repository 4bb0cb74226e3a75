import JavaScript
import Trace

/// A read that gave undefined, while a module's own code ran.
public struct UnsetRead: Sendable {
    /// Code that gave a property its value.
    public struct Setting: Sendable {
        /// The calls that were running, innermost first.
        public var frames: [UncaughtError.Frame]
        /// The virtual time; nanoseconds.
        public var time: Int64
    }

    /// The property that was read; `nil` for an imported name.
    public var property: String?
    /// The calls that were running, innermost first.
    public var frames: [UncaughtError.Frame]
    /// How many of the run's events had been recorded.
    public var eventCount: Int
    /// Whether there is a value when the run is over.
    public var isSetLater: Bool
    /// Where the property was added to its object; `nil` for an imported name, and where that is not known.
    public var setting: Setting?
}

extension UnsetRead {
    /// The same as an error that was made there would have it.
    public var asError: UncaughtError { UncaughtError(diagnostic: -1, eventCount: eventCount, frames: frames) }
}

/// The reads of a run that gave undefined: so many are kept, of each place and object the first.
struct UnsetReads {
    enum Source: Hashable {
        /// Into ``ModuleGraph/cells``.
        case cell(Int32)
        case property(ObjectID, PropertyKey)
    }

    struct Read {
        var source: Source
        /// The instructions of the calls, innermost first.
        var calls: [Int32]
        var eventCount: Int
    }

    fileprivate struct Place: Hashable {
        var source: Source
        var instruction: Int32
    }

    fileprivate static let limit = 128

    fileprivate(set) var all: [Read] = []
    fileprivate var places: Set<Place> = []
    /// Properties that were read, and are not there yet.
    fileprivate var missing: Set<Source> = []
    fileprivate var settings: [Source: (calls: [Int32], time: Int64)] = [:]
}

extension Machine {
    /// An import gave undefined.
    @inline(never) mutating func noteUnsetImport(_ cell: Int32) {
        guard reports.unsetReads.all.count < UnsetReads.limit,
            running.frames.suffix(ErrorStack.limit).contains(where: { isModuleCode($0.code) })
        else { return }
        noteUnset(.cell(cell))
    }

    /// [o → undefined]: a property was read, and is undefined.
    @inline(never) mutating func noteUndefined(_ key: PropertyKey) {
        noteUnsetProperty(stack.top, key)
        stack.top = .undefined
    }

    /// [o k → o k]: the same of a key that is computed.
    @inline(never) mutating func noteUndefinedElement() {
        guard case .string(let text) = stack.top, notesProperties else { return }
        noteUnsetProperty(stack[below: 1], strings.propertyKey(text))
    }

    private var notesProperties: Bool {
        guard reports.unsetReads.all.count < UnsetReads.limit, let last = running.frames.last else { return false }
        return isModuleCode(last.code)
    }

    private mutating func noteUnsetProperty(_ object: Value, _ key: PropertyKey) {
        guard notesProperties, case .object(let object) = object else { return }
        noteUnset(.property(object, key))
        reports.unsetReads.missing.insert(.property(object, key))
        heap.objects[Int(object.index)].isWatched = true
    }

    private func isModuleCode(_ id: CodeID) -> Bool {
        let flags = code.functions[Int(id.index)].flags
        return flags.contains(.isModule) || flags.contains(.isCommonJS)
    }

    private mutating func noteUnset(_ source: UnsetReads.Source) {
        budget.steps += 1
        guard let last = running.frames.last, !isHostsOwn(last.code),
            reports.unsetReads.places.insert(.init(source: source, instruction: max(0, running.pc - 1))).inserted
        else { return }
        reports.unsetReads.all.append(
            .init(source: source, calls: runningInstructions(), eventCount: recorder.trace.events.count))
    }

    /// A property was added to an object of which one was read that is not there.
    @inline(never) mutating func noteAdded(_ object: ObjectID, _ key: PropertyKey) {
        let source = UnsetReads.Source.property(object, key)
        guard reports.unsetReads.missing.remove(source) != nil else { return }
        reports.unsetReads.settings[source] = (runningInstructions(), loop.now)
    }

    /// All of them. Runs no code of the program.
    mutating func unsetReads() -> [UnsetRead] {
        reports.unsetReads.all.compactMap { read in
            var found = UnsetRead(
                property: nil, frames: read.calls.compactMap { frame(of: $0) }, eventCount: read.eventCount,
                isSetLater: hasValue(read.source), setting: nil)
            if found.frames.isEmpty { return nil }
            if case .property(_, let key) = read.source {
                guard case .name(let name) = key else { return nil }
                found.property = strings.names.string(name)
            }
            if let setting = reports.unsetReads.settings[read.source] {
                found.setting = .init(frames: setting.calls.compactMap { frame(of: $0) }, time: setting.time)
            }
            return found
        }
    }

    private mutating func hasValue(_ source: UnsetReads.Source) -> Bool {
        switch source {
        case .cell(let cell): return isSet(graph.cells[Int(cell)])
        case .property(let object, let key):
            if heap[object].kind == .proxy { return false }
            if heap[object].kind == .namespace {
                let payload = heap[object].payload
                guard payload >= 0, case .name(let name) = key,
                    case .found(let owner, .cell(let cell)) = resolveExport(ModuleID(index: payload), name)
                else { return false }
                return isSet(graph.cells[Int(graph[owner].cellBase + cell)])
            }
            guard let own = getOwn(object, key) else { return false }
            if case .accessor = own.value { return false }
            return isSet(own.value)
        }
    }

    private func isSet(_ value: Value) -> Bool { !value.isUndefined && !value.isUninitialized }
}
