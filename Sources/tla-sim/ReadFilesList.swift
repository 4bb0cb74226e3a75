import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What a round tells the watch: the files that it read, in a file that the watch names.
enum ReadFilesList {
    static let variable = "TLA_SIM_FILES_READ"

    /// In a round of a watch, the files that were read are told at the end, whichever that is.
    static func tellAtTheEnd() {
        guard getenv(variable) != nil else { return }
        atexit {
            guard let path = getenv(ReadFilesList.variable), let file = fopen(path, "wb") else { return }
            for path in filesRead.paths {
                let bytes = Array(path.utf8) + [0]
                fwrite(bytes, 1, bytes.count, file)
            }
            fclose(file)
        }
    }

    static func read(_ path: String) -> [String] {
        guard let bytes = try? readFile(path: path, limit: .max) else { return [] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
