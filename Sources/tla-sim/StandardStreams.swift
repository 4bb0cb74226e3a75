import Diagnostics
import Files
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Standard output or standard error, written in large pieces.
///
/// When the reader has gone (`tla-sim … | head`), the rest is dropped without a word: the reader has what it wanted.
final class StandardStream {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isClosed = false

    init(descriptor: Int32) { self.descriptor = descriptor }

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// A text of the program as this stream takes it. Into a file or a pipe it goes as it is; a terminal must not be driven by it, so
    /// there all control characters but line breaks and tabs, and those that turn the direction of text, are written out.
    func shown(_ text: String) -> String {
        guard isTerminal, text.unicodeScalars.contains(where: isInvisibleControl) else { return text }
        var shown = ""
        for scalar in text.unicodeScalars { shown += scalar == "\n" || scalar == "\t" ? String(scalar) : visibleForm(scalar) }
        return shown
    }

    func write(_ bytes: [UInt8]) {
        buffer += bytes
        if buffer.count >= 1 << 16 { flush() }
    }

    func write(_ text: String) { write(Array(text.utf8)) }

    func flush() {
        defer { buffer.removeAll(keepingCapacity: true) }
        guard !isClosed else { return }
        if let error = writeAll(buffer, to: descriptor) {
            isClosed = true
            // A full disk is worth a word; a closed pipe is not.
            if error.number != EPIPE, descriptor != 2 {
                report([Diagnostic(.file, "cannot write the output: \(error.words)")])
                exit(ExitStatus.cannotWrite)
            }
        }
    }
}

/// What stands for standard input where an input is named, and for standard output where a file to write is.
let standardStreamName = "-"

// One thread does the work of the whole process, so nothing else touches these.
nonisolated(unsafe) let standardOutput = StandardStream(descriptor: 1)
nonisolated(unsafe) let standardError = StandardStream(descriptor: 2)

/// What messages and pictures call the program that standard input has.
let standardInputName = "[stdin]"

nonisolated(unsafe) private var inputRead: [UInt8]?

/// What standard input has. It is read once: a command may run it several times.
///
/// - Parameter limit: so many bytes are read at most, and one more, by which it shows that there are more.
func standardInput(limit: Int) throws(DiagnosticList) -> [UInt8] {
    if let inputRead { return inputRead }
    filesRead.add(descriptor: 0)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
        let count = read(0, &piece, piece.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 { throw DiagnosticList([Diagnostic(.file, "cannot read standard input: \(SystemError(errno).words)")]) }
        if count == 0 { break }
        bytes += piece[..<count]
    }
    inputRead = bytes
    return bytes
}

/// Lets a write to a closed pipe, or past the largest file that is allowed, fail instead of ending the process: files are still written whole, and what went
/// wrong is told.
func surviveFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    // Programs that we start find it as it was: what is handled is not handed on.
    signal(SIGXFSZ) { _ in }
}
