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
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        guard master >= 0 else { throw Unavailable() }
        defer { close(master) }
        let path = try terminalPath(of: master)
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

    /// What grantpt, unlockpt and ptsname do, of which Swift's module of the C library knows nothing on Linux.
    private static func terminalPath(of master: Int32) throws -> String {
        #if canImport(Glibc)
        var number: Int32 = 0
        var isLocked: Int32 = 0
        let unlock: UInt = 0x4004_5431  // TIOCSPTLCK
        let tellNumber: UInt = 0x8004_5430  // TIOCGPTN
        guard ioctl(master, unlock, &isLocked) == 0, ioctl(master, tellNumber, &number) == 0 else { throw Unavailable() }
        return "/dev/pts/\(number)"
        #else
        guard grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else { throw Unavailable() }
        return String(cString: name)
        #endif
    }
}
