import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// What a program writes when its output is a terminal.
enum PseudoTerminal {
    struct Unavailable: Error {}

    /// Runs a line of the shell with its standard output and standard error on a terminal of its own.
    ///
    /// - Returns: all that the terminal got, without the carriage returns that it adds.
    static func output(of line: String, in folder: URL) throws -> String {
        let master = posix_openpt(O_RDWR | O_NOCTTY)
        guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else { throw Unavailable() }
        defer { close(master) }
        let path = String(cString: name)
        // The terminal keeps what was written while somebody has it open; it holds some kilobytes.
        let slave = open(path, O_RDWR | O_NOCTTY)
        guard slave >= 0 else { throw Unavailable() }
        _ = try CommandLineTool.shell("\(line) >\(path) 2>&1", in: folder)
        close(slave)
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(master, &piece, piece.count)
            if count <= 0 { break }
            bytes += piece[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
    }
}
