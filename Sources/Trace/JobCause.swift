import Algorithms

/// Where the program asked for a job, and by which rule there is one.
public struct JobCause: Sendable, Equatable {
    /// Why a job is queued at all.
    public enum Rule: String, Sendable, Equatable, CaseIterable {
        /// An `await` of a promise goes on, one job after that is settled.
        case awaitsPromise
        /// An `await` of what is no promise takes a job all the same.
        case awaitsValue
        /// A callback of `then`, `catch` or `finally` is called.
        case callsBack
        /// There is no callback for how the promise settled: what it gives is handed on, in a job of its own.
        case handsOn
        /// A promise is resolved with a promise, or another object that has `then`: that is called in a job of its own.
        case callsThen
        /// The promise with which another was resolved has settled, and that one settles like it, in another job.
        case adopts
        /// The promise of a module's body has settled, and the modules that import it learn of it.
        case endsModule
        /// A step of an `import()`.
        case imports
        /// The program asked for it by name: `queueMicrotask`, `setTimeout`, `fetch`.
        case asked
        /// The host queued it for itself.
        case host
    }

    public var job: JobNumber
    public var rule: Rule
    /// The module in whose text ``position`` is; `nil` where the program did not ask for the job at any place.
    public var module: ModuleIndex?
    /// Of the `await`, the `return`, or the call: of `then`, `resolve`, `import()`, `setTimeout`.
    public var position: Position?
    /// When a task is due: virtual time, nanoseconds. Only where the states of the run were recorded.
    public var due: Int64?

    public init(job: JobNumber, rule: Rule, module: ModuleIndex? = nil, position: Position? = nil) {
        self.job = job
        self.rule = rule
        self.module = module
        self.position = position
    }
}

extension JobCause.Rule {
    /// Whether such a job runs none of the program's code, unless an object of the program's own has `then`, or modules begin in it.
    public var runsNoCode: Bool {
        switch self {
        case .handsOn, .callsThen, .adopts, .endsModule, .imports, .host: true
        case .awaitsPromise, .awaitsValue, .callsBack, .asked: false
        }
    }

    /// The rule in a sentence without a full stop, as one says it of the job.
    public var sentence: String {
        switch self {
        case .awaitsPromise: "an await goes on one job after its promise is settled"
        case .awaitsValue: "an await of what is no promise takes one job all the same"
        case .callsBack: "a callback is called one job after its promise is settled"
        case .handsOn: "a then or catch without a callback for this end takes one job to hand it on"
        case .callsThen: "a promise that is resolved with a promise takes one job to call its then"
        case .adopts: "a promise that was resolved with a promise settles in a job of its own, when that one has"
        case .endsModule: "importers learn of the end of an asynchronous module in one job"
        case .imports: "import() goes on in jobs of its own"
        case .asked: "the program asked for it"
        case .host: "the host's own"
        }
    }
}

extension Trace {
    /// Where a job was asked for, as `main.mjs:3:7`, safe to show; `nil` where the program did not ask for it at any place.
    public func placeWords(of cause: JobCause) -> String? {
        guard let position = cause.position, let module = cause.module, modules.indices.contains(Int(module.rawValue)) else { return nil }
        let owner = position.source == .none ? name(module) : name(position.source)
        return "\(owner):\(position.line):\(position.column)"
    }

    /// Why there is this job; `nil` where the trace does not tell. Logarithmic time.
    public func cause(of job: JobNumber) -> JobCause? {
        let index = jobCauses.partitioningIndex { $0.job >= job }
        return index < jobCauses.count && jobCauses[index].job == job ? jobCauses[index] : nil
    }
}
