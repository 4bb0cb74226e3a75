import Foundation
import TestSupport

/// Chromium without a window, driven over its DevTools protocol: JSON, each message ended by a NUL, through two named pipes.
final class DrivenChromium {
    /// The path of an installed one.
    static let installed = installedChromium

    struct Failure: Error, CustomStringConvertible { var description: String }

    private let process = Process()
    private let folder: ScratchFolder
    private let input: FileHandle
    private let output: FileHandle
    private var rest = Data()
    private var count = 0
    private var session: String?
    /// What pages wrote on their consoles, and errors that nobody caught.
    private(set) var messages: [String] = []

    init(width: Int = 1280, height: Int = 800) throws {
        folder = try ScratchFolder()
        let (ask, answer) = (folder.path("ask"), folder.path("answer"))
        guard let path = Self.installed, mkfifo(ask, 0o600) == 0, mkfifo(answer, 0o600) == 0 else {
            throw Failure(description: "no browser")
        }
        process.executableURL = URL(filePath: "/bin/sh")
        let options = "--headless=new --disable-gpu --no-first-run --disable-dev-shm-usage --window-size=\(width),\(height)"
        let sandbox = geteuid() == 0 ? "--no-sandbox" : ""
        process.arguments = [
            "-c",
            "exec '\(path)' \(options) \(sandbox) --user-data-dir='\(folder.path("profile"))' --remote-debugging-pipe 3<'\(ask)' 4>'\(answer)'",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        input = try FileHandle(forWritingTo: URL(filePath: ask))
        output = try FileHandle(forReadingFrom: URL(filePath: answer))
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    /// Sends a command and gives what comes of it.
    @discardableResult
    func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        count += 1
        var message: [String: Any] = ["id": count, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        try input.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
        while true {
            let answer = try next()
            if answer["id"] as? Int == count {
                if let error = answer["error"] { throw Failure(description: "\(method): \(error)") }
                return answer["result"] as? [String: Any] ?? [:]
            }
            note(answer)
        }
    }

    private func next() throws -> [String: Any] {
        while true {
            if let end = rest.firstIndex(of: 0) {
                let message = rest[rest.startIndex..<end]
                rest = Data(rest[(end + 1)...])
                return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
            }
            let piece = output.availableData
            if piece.isEmpty { throw Failure(description: "the browser is gone") }
            rest += piece
        }
    }

    private func note(_ event: [String: Any]) {
        let method = event["method"] as? String ?? ""
        let isTelling = ["Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"].contains(method)
        if isTelling { messages.append("\(event["params"] ?? "")") }
    }

    /// Opens an address in a page of its own.
    func open(_ address: String) throws {
        session = nil
        let target = try call("Target.createTarget", ["url": "about:blank"])
        session = try call("Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])["sessionId"] as? String
        for domain in ["Runtime", "Log", "Page"] { try call("\(domain).enable") }
        try call("Page.navigate", ["url": address])
    }

    /// Gives the value of an expression, awaited.
    @discardableResult
    func value(_ expression: String) throws -> Any {
        let result = try call("Runtime.evaluate", ["expression": expression, "awaitPromise": true, "returnByValue": true])
        if let exception = result["exceptionDetails"] { throw Failure(description: "\(expression): \(exception)") }
        return (result["result"] as? [String: Any])?["value"] ?? NSNull()
    }

    /// Waits until an expression holds, for half a minute of the page's own time.
    func wait(_ expression: String) throws {
        let waited = """
            (async () => {
              for (let turn = 0; turn < 600; turn += 1) {
                try { if (\(expression)) return true; } catch {}
                await new Promise((wake) => setTimeout(wake, 50));
              }
              return document.body.innerText;
            })()
            """
        // A page that is left while it is asked does not answer: the one that comes is asked anew.
        let result = try (try? value(waited)) ?? value(waited)
        if result as? Bool != true { throw Failure(description: "\(expression) does not come:\n\(result)") }
    }

    func type(_ text: String) throws { try call("Input.insertText", ["text": text]) }

    func press(_ key: String, code: Int, control: Bool = false) throws {
        for kind in ["rawKeyDown", "keyUp"] {
            try call(
                "Input.dispatchKeyEvent",
                ["type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": control ? 2 : 0])
        }
    }
}
