import Diagnostics
import Hosts

extension Engine {
    /// The profile of the simulator for it.
    ///
    /// - Throws: that there is none.
    public func profile() throws(Diagnostic) -> HostProfile {
        guard let profile = HostProfile.standing(for: kind.rawValue, majorVersion: majorVersion) else {
            throw Diagnostic(.usage, "no profile for \(label)", suggestion: "choose one with --host")
        }
        return profile
    }

    /// The profile of the simulator for an engine as recordings name it, such as `node 24.19.0`.
    public static func profile(label: String) -> HostProfile? {
        let parts = label.split(separator: " ")
        guard parts.count == 2, let major = Int(parts[1].prefix { $0 != "." }) else { return nil }
        return HostProfile.standing(for: String(parts[0]), majorVersion: major)
    }
}
