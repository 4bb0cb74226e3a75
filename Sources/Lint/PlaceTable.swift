import Diagnostics
import Programs
import Threads

/// Lines and columns of offsets in texts, so that many findings in one text do not each count its lines from the start.
final class PlaceTable: @unchecked Sendable {
    private let lock = Lock()
    /// By module: the place that was last asked for.
    private var latest: [(offset: UInt32, location: SourceLocation)?]

    /// By module: a part of a line that is too long to be shown, from a place in it to its end.
    private var longLines: [Range<Int>]

    /// The longest line that is shown beside a finding, in bytes: a bundle may be one line.
    private static let lineLimit = 2_000

    init(moduleCount: Int) {
        latest = Array(repeating: nil, count: moduleCount)
        longLines = Array(repeating: 0..<0, count: moduleCount)
    }

    func location(at offset: UInt32, in source: SourceFile, _ module: ModuleNumber) -> SourceLocation {
        let known = lock.locked { latest[Int(module)] }
        let location = source.location(at: offset, after: known)
        lock.locked { latest[Int(module)] = (offset, location) }
        return location
    }

    /// The line that an offset stands in; `nil` where it is too long to be shown.
    func line(at offset: UInt32, in source: SourceFile, _ module: ModuleNumber) -> String? {
        guard source.origins == nil else { return source.line(at: offset) }
        let place = min(Int(offset), source.bytes.count)
        let known = lock.locked { longLines[Int(module)] }
        if known.contains(place) { return nil }
        func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
        let before = source.bytes[max(0, place - Self.lineLimit)..<place].reversed().prefix { !isBreak($0) }.count
        let after = source.bytes[place..<min(source.bytes.count, place + Self.lineLimit)].prefix { !isBreak($0) }.count
        if before + after < Self.lineLimit { return source.line(at: offset) }
        // Others may stand in the same line.
        let end = source.bytes[place...].firstIndex(where: isBreak) ?? source.bytes.count
        lock.locked { longLines[Int(module)] = place..<end + 1 }
        return nil
    }
}
