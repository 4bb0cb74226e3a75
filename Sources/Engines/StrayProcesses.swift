import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What a program started and let go: a process in a session of its own is in no group of ours, and its parent may be gone.
///
/// The environment is what such processes keep: each program is started with a variable that has a value of its own. Only Linux shows us
/// the environment of others.
enum StrayProcesses {
    static let variable = "TLA_SIM_PROCESS"

    /// Ends all that have the variable with that value.
    static func end(_ value: String) {
        let wanted = Array("\(variable)=\(value)".utf8)
        end { $0.elementsEqual(wanted) }
    }

    /// Ends all that a process has started whose folder is that one.
    static func end(startedFrom folder: String) {
        let wanted = Array("\(variable)=\(folder)/".utf8)
        end { $0.starts(with: wanted) }
    }

    /// Ends all that have a variable that is meant.
    private static func end(where isMeant: (ArraySlice<UInt8>) -> Bool) {
        #if os(Linux)
        // Who is about to start another process may have done so while the list was read; and who is just becoming another program shows
        // no environment.
        for _ in 0..<8 {
            var isClear = true
            for identifier in identifiers() {
                let variables = environment(of: identifier)
                if variables.contains(where: isMeant) {
                    kill(identifier, SIGKILL)
                    isClear = false
                } else if variables.isEmpty, isRunningProgram(identifier) {
                    isClear = false
                }
            }
            if isClear { return }
            usleep(1_000)
        }
        #endif
    }

    #if os(Linux)
    /// The processes of this machine but for our own.
    private static func identifiers() -> [pid_t] {
        guard let folder = try? HeldFolder("/proc") else { return [] }
        var result: [pid_t] = []
        try? forEachEntry(of: folder.descriptor) { name in
            if let identifier = pid_t(String(decoding: name, as: UTF8.self)), identifier != getpid() { result.append(identifier) }
            return true
        }
        return result
    }

    /// Whether it is one of ours to look at, and neither a thread of the kernel nor only waited for.
    private static func isRunningProgram(_ identifier: pid_t) -> Bool {
        var byte: CChar = 0
        return readlink("/proc/\(identifier)/exe", &byte, 1) > 0
    }

    /// `NAME=VALUE` each; nothing of a process that has ended, or is another user's.
    private static func environment(of identifier: pid_t) -> [ArraySlice<UInt8>] {
        guard let file = fopen("/proc/\(identifier)/environ", "rb") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16_384)
        while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
        return bytes.split(separator: 0)
    }
    #endif
}
