import Text

/// One page that plays one run, or two beside each other, and needs nothing but itself.
public struct PlayerPage: Sendable {
    public enum Lock: String, Sendable { case time, step }

    public var title: String
    public var about: String
    /// One or two.
    public var runs: [PlayerRun]
    /// By what two runs are kept together.
    public var lock: Lock

    public init(title: String, about: String, runs: [PlayerRun], lock: Lock = .step) {
        self.title = title
        self.about = about
        self.runs = runs
        self.lock = lock
    }

    /// The page. The same runs give the same bytes, always.
    public var html: String {
        let parts = PageParts.shared
        return parts.page(title: title, data: data)
    }

    /// The elements that hold the runs.
    private var data: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("format", "tla-sim-play")
        json.member("version", 1)
        json.member("title", visibleText(title))
        json.member("about", about)
        json.key("runs")
        json.beginArray()
        let blocks = runs.map { RunWriter($0).write(to: &json) }
        json.endArray()
        json.member("locked", lock.rawValue)
        json.endObject()
        var bytes = Self.element(id: "play-data", json.takeBytes())
        for (run, blocks) in blocks.enumerated() {
            for (chunk, block) in blocks.enumerated() { bytes += Self.element(id: "play-steps-\(run)-\(chunk)", block) }
        }
        return bytes
    }

    /// In JSON `<` stands in texts alone: written as an escape, no text can end the element or begin a comment.
    private static func element(id: String, _ json: [UInt8]) -> [UInt8] {
        var bytes = Array("<script type=\"application/json\" id=\"\(id)\">".utf8)
        bytes.reserveCapacity(json.count + 80)
        for byte in json { if byte == UInt8(ascii: "<") { bytes += "\\u003c".utf8 } else { bytes.append(byte) } }
        bytes += "</script>\n".utf8
        return bytes
    }
}
