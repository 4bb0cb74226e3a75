import Bundlers
import Diagnostics
import Files
import Hosts
import Player
import Programs
import Simulator
import Text

/// The scenarios of a gallery that get a page which plays them.
///
/// They stand in the file `lessons.txt` of the folder, one a line: the path of the scenario below the folder, then perhaps one host or two,
/// or a bundler, beside which the modules as they are stand. A line that begins with `#` is for whoever reads the file.
struct GalleryLessons {
    /// What the file is called.
    static let fileName = "lessons.txt"

    /// In bytes; some ten thousand lines.
    private static let fileLimit = 1_000_000

    struct Lesson: Equatable {
        var hosts: [String] = []
        var bundler: String?
    }

    /// By path of the scenario, relative to the folder.
    private(set) var lessons: [String: Lesson] = [:]
    private(set) var problems: [Diagnostic] = []
    /// Whether scenarios that the file does not name have a page too.
    let hasAll: Bool

    /// - Parameters:
    ///   - folder: the gallery's scenarios.
    ///   - hasAll: whether every scenario gets a page.
    init(in folder: String, hasAll: Bool) {
        self.hasAll = hasAll
        let path = Paths.joined(folder, Self.fileName)
        var bytes: [UInt8] = []
        do throws(Diagnostic) {
            bytes = try readFileIfThere(path: path, limit: Self.fileLimit) ?? []
        } catch {
            problems.append(error)
        }
        for (index, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let name = words.first, !name.hasPrefix("#") else { continue }
            guard let lesson = Self.lesson(Array(words.dropFirst())) else {
                problems.append(
                    Diagnostic(
                        .file, "a lesson is a scenario, and perhaps 'host NAME' once or twice, or 'bundler NAME'",
                        at: SourceLocation(file: path, line: index + 1, column: 1), sourceLine: SourceLine(String(line))))
                continue
            }
            lessons[name] = lesson
        }
    }

    private static func lesson(_ words: [String]) -> Lesson? {
        var lesson = Lesson()
        guard words.count % 2 == 0 else { return nil }
        for index in stride(from: 0, to: words.count, by: 2) {
            switch words[index] {
            case "host" where HostProfile.named(words[index + 1]) != nil: lesson.hosts.append(words[index + 1])
            case "bundler" where Bundler.named(words[index + 1]) != nil && lesson.bundler == nil: lesson.bundler = words[index + 1]
            default: return nil
            }
        }
        return lesson.hosts.count + (lesson.bundler == nil ? 0 : 1) <= 2 ? lesson : nil
    }

    /// How the scenario of a path relative to the folder is played; `nil` where it gets no page.
    func lesson(for path: String) -> Lesson? { lessons[path] ?? (hasAll ? Lesson() : nil) }
}

/// The page that plays a scenario.
func lessonPage(of program: Program, _ lesson: GalleryLessons.Lesson) throws(DiagnosticList) -> String {
    func run(_ program: Program, _ host: String?, _ label: String?) -> PlayerRun {
        var options = RunOptions(host: host.flatMap(HostProfile.named))
        options.recordsStates = true
        let run = program.run(options)
        return playerRun(of: run, program, label: label ?? run.trace.host)
    }
    var runs: [PlayerRun] = []
    if lesson.hosts.count == 2 {
        runs = lesson.hosts.map { run(program, $0, $0) }
    } else {
        let host = lesson.hosts.first
        runs = [run(program, host, lesson.bundler == nil ? nil : "modules")]
        if let bundler = lesson.bundler.flatMap(Bundler.named) {
            runs.append(run(try bundler.bundle(program, BundleOptions()).program, host, bundler.name))
        }
    }
    return PlayerPage(title: program.title, about: program.about, runs: runs, lock: .time).html
}
