import Algorithms
import Diagnostics
import JavaScript
import Programs
import Text
import Trace

/// A call and where it stands, above a stack.
struct StackKey: Hashable {
    var below: StackIndex
    var code: Int32
    var pc: Int32
}

/// Writes down what happens.
struct Recorder {
    /// Whether events are kept. The console always is.
    var isRecording: Bool
    /// Whether fields of module records, promises and stacks are recorded with the events.
    var wantsStates = false { didSet { trace.hasStates = wantsStates && isRecording } }
    var recordsStates: Bool { isRecording && wantsStates }
    var trace: Trace
    /// Modules of the host that were evaluated while nothing was recorded.
    var evaluatedQuietly: [ModuleID] = []
    /// What runs, as it was told last.
    var latestStack = StackIndex.none
    private var stackIndices: [StackKey: StackIndex] = [:]
    private var textIndices: [ExactText: TextIndex] = [:]
    /// Places that were looked up.
    var positions: [Place: Position] = [:]
    /// Why there were jobs, by ascending number.
    var causes: [RecordedCause] = []
    /// By task: when it is due; nanoseconds. Only where states are recorded.
    var dueTimes: [Int32: Int64] = [:]
    /// By reaction: where it was asked for.
    var reactionPlaces: [Int32: AskingPlace] = [:]
    /// Of the reaction that is about to be queued.
    var reactionPlace: AskingPlace?
    /// By instruction what a module awaits there.
    var awaitedTexts: [Int32: TextIndex] = [:]

    init(trace: Trace, isRecording: Bool) {
        self.trace = trace
        self.isRecording = isRecording
    }

    /// - Parameter limit: how many events are kept. The run goes on; its later steps are not.
    mutating func record(_ event: Event, limit: Int) {
        guard isRecording else { return }
        trace.events.append(event)
        if trace.events.count >= limit {
            isRecording = false
            trace.isTruncated = true
        }
    }

    /// Forgets what was recorded later than a time; nanoseconds.
    ///
    /// - Returns: the modules of which something was forgotten.
    mutating func cut(after time: Int64) -> Set<ModuleIndex> {
        trace.console.removeSubrange(trace.console.partitioningIndex { $0.time > time }...)
        let end = trace.events.partitioningIndex { $0.time > time }
        if end == trace.events.count { return [] }
        let modules = Set(trace.events[end...].compactMap(\.module))
        trace.events.removeSubrange(end...)
        latestStack = trace.events.reversed().firstNonNil { if case .stack(let stack) = $0.kind { stack } else { nil } } ?? .none
        return modules
    }

    /// What met a limit was not stopped by that: it went on until a time, at which it was ended; nanoseconds.
    mutating func takeBackLimit(until time: Int64) {
        guard let index = trace.events.lastIndex(where: { if case .blocked = $0.kind { true } else { false } }) else { return }
        let before = trace.events[index].time
        guard time > before else { return _ = trace.events.remove(at: index) }
        trace.events[index].kind = .busy(nanoseconds: time - before)
        trace.events[index].time = time
    }

    /// Lengthens the busy stretch that was recorded last, where nothing has come between.
    ///
    /// - Returns: whether there is one.
    mutating func lengthenBusy(by nanoseconds: Int64, of module: ModuleID, job: Int32, to time: Int64) -> Bool {
        guard let last = trace.events.last, case .busy(let before) = last.kind, last.job.rawValue == job, last.time == time - nanoseconds,
            last.module == (module == .none ? nil : ModuleIndex(Int(module.index)))
        else { return false }
        trace.events[trace.events.count - 1].kind = .busy(nanoseconds: before + nanoseconds)
        trace.events[trace.events.count - 1].time = time
        return true
    }

    /// A stack that was told before.
    func knownStack(_ key: StackKey) -> StackIndex? { stackIndices[key] }

    mutating func add(_ key: StackKey, _ frame: TraceFrame) -> StackIndex {
        let index = StackIndex(rawValue: Int32(trace.stacks.count))
        trace.stacks.append(TraceStack(below: key.below, frame: frame))
        stackIndices[key] = index
        return index
    }

    mutating func text(_ string: String) -> TextIndex {
        if let known = textIndices[ExactText(string)] { return known }
        let index = TextIndex(rawValue: Int32(trace.texts.count))
        trace.texts.append(string)
        textIndices[ExactText(string)] = index
        return index
    }

    /// Tells of what the modules were made.
    mutating func note(_ making: ProgramMaking) {
        trace.bundler = making.maker
        guard isRecording else { return }
        trace.sourceEntries = making.entries.map { SourceIndex(rawValue: Int32($0)) }
        trace.sources = making.sources.map { source in
            let requests = source.requests.map {
                TraceModule.Request(
                    specifier: $0.specifier, module: $0.source.map { ModuleIndex($0) }, phase: $0.isDeferred ? .defer : .evaluation)
            }
            return TraceSource(
                name: source.name, chunk: source.module, requests: requests, hasTLA: source.hasTLA, kind: source.isJSON ? .json : .source)
        }
    }
}
