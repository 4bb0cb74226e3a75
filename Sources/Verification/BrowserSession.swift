import Diagnostics
import Export

/// A browser that runs one program after another.
public final class BrowserSession {
    private let engine: Engine

    public init(_ engine: Engine) { self.engine = engine }

    func observe(_ program: ExportedProgram, expectedEnd: Double, timeout: Double) throws(Diagnostic) -> Observation {
        throw Diagnostic(.usage, "browsers come with a later version")
    }
}
