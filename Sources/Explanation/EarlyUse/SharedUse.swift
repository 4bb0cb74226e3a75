import JavaScript
import Simulator
import Trace

/// A shared name that was read before the module that gives it a value had come to that.
struct SharedUse {
    var name: SharedName
    /// Whose code read it, or asked for what did.
    var user: ModuleIndex
    /// Where it is read, where that is not the place of the error.
    var reading: (module: ModuleIndex, node: NodeID)?
    var setter: ModuleIndex
    var setting: SharedSetting
    /// Of a name that a function sets: that function, and the call of it that is to come.
    var function: UncalledFunction?
    /// The module that had not come to the setting, or to the call of the function.
    var late: ModuleIndex
    /// How far that was.
    var state: ModuleState
    /// Whether a run has seen that it was set there.
    var isSeen = false
}

extension EarlyUseFinder {
    /// So many settings of a name are looked at.
    private static let settingLimit = 16

    /// The modules whose code sets the name, and where.
    private func settings(of name: SharedName) -> [(module: ModuleIndex, setting: SharedSetting)] {
        let found = searched.flatMap { index in (read(index)?.settings[name] ?? []).map { (index, $0) } }
        guard found.isEmpty, case .environment = name, name != ReadModule.anyOfEnvironment else { return found }
        // What stands in a file no text tells. What a package does by itself is told where that is called.
        return settings(of: ReadModule.anyOfEnvironment).filter { !trace[$0.module].name.contains("node_modules/") }
    }

    /// Whether what sets the name does so by keys that no text tells.
    func isUncertain(_ use: SharedUse) -> Bool {
        guard case .environment = use.name else { return false }
        return !(read(use.setter)?.settings[use.name] ?? []).contains { $0.node == use.setting.node }
    }

    /// - Parameter seen: what set the name later, where a run has seen that.
    /// - Returns: `nil` where the name was set, or may have been.
    func sharedUse(
        _ name: SharedName, _ candidate: UnsetReader.Candidate, _ error: UncaughtError, _ moment: Moment,
        seen: (module: ModuleIndex, setting: SharedSetting)? = nil
    ) -> SharedUse? {
        let found = seen.map { [$0] } ?? settings(of: name)
        // The module at whose top level all began is the one that came too early.
        guard (1...Self.settingLimit).contains(found.count), let user = error.frames.last?.module else { return nil }
        var uses: [SharedUse] = []
        for (module, setting) in found {
            var use = SharedUse(
                name: name, user: user, setter: module, setting: setting, function: nil, late: module, state: moment[module],
                isSeen: seen != nil)
            if !setting.functions.isEmpty {
                guard let function = uncalledFunction(around: [setting.functions], in: module, moment, error), let call = function.call
                else { return nil }
                use.function = function
                (use.late, use.state) = (call.module, moment[call.module])
            }
            guard isToCome(use, error) else { return nil }
            uses.append(use)
        }
        guard var use = uses.first, use.late != use.user else { return nil }
        let place = error.frames.first.flatMap { frame in offset(frame.position, in: frame.module).map { (frame.module, $0) } }
        if let read = read(candidate.module), place.map({ $0 != (candidate.module, read.start(of: candidate.node)) }) ?? true {
            use.reading = (candidate.module, candidate.node)
        }
        return use
    }

    /// Whether the late module had not come to what it does.
    private func isToCome(_ use: SharedUse, _ error: UncaughtError) -> Bool {
        switch use.state {
        case .notBegun, .waitsForImports: return true
        case .waits(let position):
            guard use.function == nil, let module = read(use.setter) else { return use.function != nil }
            return offset(position, in: use.setter).map { $0 < module.tree.range(of: use.setting.node).end } ?? false
        // `uncalledFunction` has looked at how far it was.
        case .runs: return use.function != nil
        case .ended, .failed: return false
        }
    }
}
