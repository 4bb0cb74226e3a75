import Foundation

/// The path of a Chromium, whatever it is called here.
public let installedChromium = installedProgram("chromium", "chromium-browser", "google-chrome")

/// The path of the first of these programs that lies in a folder of `PATH`; `nil` where none does.
public func installedProgram(_ names: String...) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return names.flatMap { name in folders.map { "\($0)/\(name)" } }.first { FileManager.default.isExecutableFile(atPath: $0) }
}
