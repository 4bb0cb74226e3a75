import Trace

extension Trace {
    /// The whole of `writeNDJSON` as one text.
    public var ndjsonText: String {
        var bytes: [UInt8] = []
        writeNDJSON { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
