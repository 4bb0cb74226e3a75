import Loopback
import Text
import Threads

/// Answers the requests of the bench's page.
struct BenchAnswers: Sendable {
    /// Bytes of a request's body: a text of the largest size, escaped.
    static let largestRequest = 10 << 20

    private let settings: Bench.Settings
    private let folder: BenchFolder?
    private let runs: BenchRuns
    private let place: String
    private let plays = PlayPages()

    init(_ settings: Bench.Settings, folder: BenchFolder?, runs: BenchRuns, place: String) {
        (self.settings, self.folder, self.runs, self.place) = (settings, folder, runs, place)
    }

    func answer(_ request: HTTPRequest) async -> HTTPResponse {
        guard request.path.hasPrefix(place + "/") else { return .notFound }
        let path = String(request.path.dropFirst(place.count + 1))
        guard request.method == "POST" else { return page(path) }
        guard let value = JSONReader.value(of: request.body) else { return HTTPResponse(status: 400) }
        switch path {
        case "run": return await run(value)
        case "save": return save(value)
        default: return .notFound
        }
    }

    // MARK: Looking

    private func page(_ path: String) -> HTTPResponse {
        if let part = PageParts.part(path) { return part }
        if path == "bench.json" { return json(description) }
        if path == "files.json" { return json(files) }
        if let id = path.after("play/") { return plays.page(id).map(response(toPlay:)) ?? .notFound }
        if let name = path.after("file/"), let file = folder?.read(name) {
            return json(.object(["path": .string(name), "text": .string(file.text), "digest": .string(file.digest)]))
        }
        return .notFound
    }

    private func json(_ value: JSONValue, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, type: "application/json", body: Array(value.text().utf8))
    }

    /// A page that was made of a foreign text: it has an origin of its own, whoever opens it.
    private func response(toPlay page: [UInt8]) -> HTTPResponse {
        HTTPResponse(type: "text/html; charset=utf-8", headers: [("Content-Security-Policy", "sandbox allow-scripts")], body: page)
    }

    private var description: JSONValue {
        func list(_ names: [(name: String, words: String)]) -> JSONValue {
            .array(names.map { .object(["name": .string($0.name), "words": .string($0.words)]) })
        }
        let examples = BenchExample.all.map { example -> JSONValue in
            .object(["name": .string(example.name), "title": .string(example.title), "text": .string(example.text)])
        }
        return .object([
            "version": .string(settings.version), "hosts": list(settings.hosts), "bundlers": list(settings.bundlers),
            "examples": .array(examples), "schema": settings.schema,
            "folder": folder.map { .string($0.name) } ?? .null, "endings": .array(BenchFolder.endings.map { .string($0) }),
        ])
    }

    private var files: JSONValue {
        let files = folder?.files() ?? (paths: [], isWhole: true)
        return .object(["files": .array(files.paths.map { .string($0) }), "isWhole": .bool(files.isWhole)])
    }

    // MARK: Running and saving

    private func run(_ value: JSONValue) async -> HTTPResponse {
        guard var job = BenchJob(value) else { return HTTPResponse(status: 400) }
        // Where it runs is for us to say.
        (job.root, job.folder) = (folder?.path, "")
        if let parts = BenchFolder.parts(job.name) {
            job.name = parts.name
            if folder?.holds(folder: parts.folder) == true { job.folder = parts.folder }
        } else {
            return json(.object(["failure": .string("a name ends in \(BenchFolder.endings.joined(separator: ", "))")]))
        }
        switch await runs.run(job) {
        case .told(let text) where job.wish == .play: return play(text)
        case .told(let text): return HTTPResponse(type: "application/json", body: Array(text.utf8))
        case .failed(let words): return json(.object(["failure": .string(words)]))
        case .full: return json(.object(["failure": .string("too many runs wait already")]), status: 503)
        case .cancelled: return HTTPResponse(status: 503)
        }
    }

    /// Keeps the page, and tells where it is.
    private func play(_ text: String) -> HTTPResponse {
        guard let value = JSONReader.value(of: Array(text.utf8)), case .string(let page)? = value["page"] else {
            return HTTPResponse(type: "application/json", body: Array(text.utf8))
        }
        return json(.object(["play": .string("play/\(plays.keep(Array(page.utf8)))")]))
    }

    private func save(_ value: JSONValue) -> HTTPResponse {
        guard case .string(let path)? = value["path"], case .string(let text)? = value["text"] else { return HTTPResponse(status: 400) }
        guard let folder else { return json(.object(["failure": .string("no folder is served")])) }
        let digest: String? = if case .string(let digest)? = value["digest"] { digest } else { nil }
        do throws(BenchFolder.SaveProblem) {
            let saved = try folder.save(path, text, over: digest, isForced: value["force"] == .bool(true))
            return json(.object(["digest": .string(saved)]))
        } catch {
            switch error {
            case .changed: return json(.object(["isChanged": .bool(true)]), status: 409)
            case .refused(let words): return json(.object(["failure": .string(words)]))
            }
        }
    }
}

extension String {
    /// What follows a beginning; `nil` where the text begins otherwise.
    fileprivate func after(_ beginning: String) -> String? {
        utf8.starts(with: beginning.utf8) ? String(dropFirst(beginning.count)) : nil
    }
}

/// The last pages that step through runs, under names that nobody can guess.
private final class PlayPages: Sendable {
    private let lock = Lock()
    nonisolated(unsafe) private var kept: [(id: String, page: [UInt8])] = []

    /// - Returns: the name.
    func keep(_ page: [UInt8]) -> String {
        let id = LoopbackServer.secret()
        lock.locked {
            kept.append((id, page))
            if kept.count > 4 { kept.removeFirst() }
        }
        return id
    }

    func page(_ id: String) -> [UInt8]? { lock.locked { kept.first { $0.id == id }?.page } }
}
