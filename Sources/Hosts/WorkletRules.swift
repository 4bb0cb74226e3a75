/// The worklets of a browser, and what it says of their modules.
public struct WorkletRules: Sendable, Equatable {
    /// Whether there is `CSS.paintWorklet`.
    package var hasPaint: Bool
    /// Why a module is not added whose file, or whose import, is not there: `{url}`.
    package var missing: String
    /// What follows on that where the file is its own, and not one that it imports.
    package var missingStatus = ""
    /// Why there is no node of a name, `{name}`.
    package var unknownName: String

    package static let chromium = WorkletRules(
        hasPaint: true, missing: "Failed to load worklet module script: {url}", missingStatus: " (HTTP status: 404)",
        unknownName:
            "Failed to construct 'AudioWorkletNode': AudioWorkletNode cannot be created: The node name '{name}' is not defined in AudioWorkletGlobalScope."
    )
    package static let firefox = WorkletRules(
        hasPaint: false, missing: "The operation was aborted. ",
        unknownName: "AudioWorkletNode constructor: Unknown AudioWorklet name '{name}'")
}
