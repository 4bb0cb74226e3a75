import JavaScript

/// The signals of a run. https://dom.spec.whatwg.org/#interface-AbortSignal
struct AbortSignals {
    struct Record {
        var object: ObjectID
        var isAborted = false
        var reason = Value.undefined
        /// Of a TaskSignal.
        var priority: TaskPriority?
        var isChanging = false
        /// Signals that are aborted with it, and those that take its priority.
        var dependents: [Int32] = []
        var followers: [Int32] = []
        /// Tasks that it can abort, or whose priority is its own.
        var tasks: [Int32] = []
        /// Listeners that are taken away with it: into ``EventState/listeners``, and where they are.
        var listeners: [(listener: Int32, target: Int)] = []
    }

    var records: [Record] = []
    var ofObject: [ObjectID: Int32] = [:]
    /// By controller: its signal.
    var ofController: [ObjectID: Int32] = [:]
    var signalPrototype = ObjectID.none
    var taskSignalPrototype = ObjectID.none

    var byteCount: Int { records.count * (MemoryLayout<Record>.stride + 48) + records.reduce(0) { $0 + $1.tasks.count * 4 } }
}
