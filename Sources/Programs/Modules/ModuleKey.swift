import Text

/// Which module: the same text asked for with another query or fragment is another module, on every host.
/// https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script
public struct ModuleKey: Hashable, Sendable {
    /// The module's name in a scenario, or the path of its file: as one would type it in the current folder, or absolute, but always the same for
    /// one file.
    public var path: String
    /// What stands behind the path in the module's URL: its query and its fragment, each with its sign; mostly empty.
    public var suffix: String

    public init(_ path: String, suffix: String = "") {
        self.path = path
        self.suffix = suffix
    }

    // Strings of Swift that look alike are equal, and to a host they are different modules.

    public static func == (left: ModuleKey, right: ModuleKey) -> Bool {
        ExactText(left.path) == ExactText(right.path) && ExactText(left.suffix) == ExactText(right.suffix)
    }

    public func hash(into hasher: inout Hasher) {
        ExactText(path).hash(into: &hasher)
        if !suffix.isEmpty { ExactText(suffix).hash(into: &hasher) }
    }
}
