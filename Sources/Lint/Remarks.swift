import Diagnostics
import Threads

/// What rules have to say beside their findings.
final class Remarks: @unchecked Sendable {
    private let lock = Lock()
    private var kept: [Diagnostic] = []

    func add(_ note: Diagnostic) {
        lock.locked { if !kept.contains(where: { $0.message == note.message }) { kept.append(note) } }
    }

    var all: [Diagnostic] { lock.locked { kept } }
}
