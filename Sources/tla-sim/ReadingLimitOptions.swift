import ArgumentParser
import Lint
import Scenario

/// How much is read, for a command that runs nothing.
struct ReadingLimitOptions: ParsableArguments {
    /// The limits of what is read.
    private static let known: [Limit] = [.modules, .source, .words, .nesting]

    @Option(
        name: .customLong("limit"),
        help: ArgumentHelp(
            "Set a limit of what is read. May be given several times. They are, with their defaults: \(Self.defaults).",
            valueName: "name=value"),
        completion: .list(Self.known.map { $0.rawValue + "=" }))
    var values: [String] = []

    /// The limits that the flags set; the last one of a name counts.
    var settings: LimitSettings {
        var settings = LimitSettings()
        for text in values {
            if case .success((let limit, let value)) = Self.setting(text) { settings[limit] = value }
        }
        return settings
    }

    func validate() throws {
        for text in values { _ = try Self.setting(text).get() }
    }

    private static func setting(_ text: String) -> Result<(Limit, Int64), ValidationError> {
        LimitOptions.setting(text, among: known, example: "words=16000000")
    }

    /// Of modules `lint` reads more than a run may have.
    private static var defaults: String {
        LimitOptions.defaults(of: known.filter { $0 != .modules }) + ", modules=\(LintRequest.moduleLimit)"
    }
}
