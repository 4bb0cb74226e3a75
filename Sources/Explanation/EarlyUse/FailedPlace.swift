import JavaScript
import Simulator
import Trace

/// Where code failed for want of a value, in the text of its module.
struct FailedPlace {
    let access: UncaughtError.Access
    let missing: UncaughtError.Missing
    let module: ReadModule
    let offset: UInt32
    private let finder: EarlyUseFinder

    fileprivate init?(_ error: UncaughtError, _ finder: EarlyUseFinder) {
        guard let (access, missing) = error.failure, let frame = error.frames.first, let module = finder.read(frame.module),
            let offset = finder.offset(frame.position, in: frame.module)
        else { return nil }
        (self.access, self.missing, self.module, self.offset, self.finder) = (access, missing, module, offset, finder)
    }

    /// What may have had no value there.
    var operands: [NodeID] { ValueOrigins(module: module, trace: finder.trace, importTarget: { _ in nil }).expressions(access, at: offset) }

    /// From where the value would have come.
    ///
    /// - Parameter followsImports: whether also through what a call of `import()` gave.
    func origin(followsImports: Bool) -> ValueOrigin? {
        ValueOrigins(module: module, trace: finder.trace) { followsImports ? finder.target(ofImportAt: $0, in: module.index) : nil }
            .missingValue(access, at: offset)?.origin
    }

    /// The variable of the module's own top level that had no value.
    var ownBinding: BindingID? {
        ValueOrigins(module: module, trace: finder.trace, importTarget: { _ in nil }).ownBinding(access, at: offset)?.0
    }
}

extension EarlyUseFinder {
    /// - Returns: `nil` where an error is another one, and where no text tells of the place.
    func failedPlace(_ error: UncaughtError) -> FailedPlace? { FailedPlace(error, self) }
}
