import Diagnostics
import Programs

/// `--preload ui.mjs`
extension Work {
    mutating func preload(_ name: String, _ change: Change) throws(Diagnostic) {
        guard program.page != nil else {
            throw problem(
                change, "only the document of a page preloads modules", "write a page in place of the entry, or name an .html file")
        }
        let number = try module(name, change)
        guard let changed = result.program.preloading(graph[number].key, as: graph[number].name) else {
            throw problem(change, "the page preloads '\(graph[number].name)' already")
        }
        result.program = changed
        result.done.append("the page preloads \(graph[number].name)")
    }
}
