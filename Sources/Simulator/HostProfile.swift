/// What a host adds to ECMA-262, as data.
public struct HostProfile: Sendable, Equatable {
    /// `spec`, `node`, `node@20`, `deno`, `browser`.
    public var name: String

    /// The profiles, in the order in which help lists them.
    public static let all: [HostProfile] = [HostProfile(name: "spec")]

    /// The profile of that name, or `nil`.
    public static func named(_ name: String) -> HostProfile? { all.first { $0.name == name } }
}
