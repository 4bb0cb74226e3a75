import Diagnostics
import JavaScript
import Trace

/// Of a bundle that never settles: where the modules that it was made of ask for others, and for which names.
extension Machine {
    /// How many bytes of text are read.
    private static var byteLimit: Int { 4_000_000 }
    /// How many names of a request are kept.
    private static var nameLimit: Int { 8 }

    mutating func noteSourceRequests() {
        guard !recorder.trace.sources.isEmpty else { return }
        noteSourceCalls()
        var bytesLeft = Self.byteLimit
        for (number, source) in (program.making?.sources ?? []).enumerated() where recorder.trace.sources.indices.contains(number) {
            guard let file = source.text, !recorder.trace.sources[number].requests.isEmpty else { continue }
            bytesLeft -= file.bytes.count
            guard bytesLeft >= 0, let module = try? AnalysedModule(file, nesting: limits.nesting, parts: ParserLimits.partsForWords) else {
                continue
            }
            for declaration in module.tree.imports {
                let names = declaration.specifiers.map { specifier in
                    switch specifier {
                    case .named(let imported, _, _): module.text(imported)
                    case .namespace: "*"
                    }
                }
                note(names, at: declaration.specifierRange, declaration.request, number, module)
            }
            for declaration in module.tree.exports {
                guard let request = declaration.request, let range = declaration.specifierRange else { continue }
                let names = declaration.specifiers.map { specifier in
                    switch specifier {
                    case .named(let local, _, _): module.text(local)
                    case .all: "*"
                    }
                }
                note(names, at: range, request, number, module)
            }
        }
    }

    private mutating func noteSourceCalls() {
        for (number, source) in (program.making?.sources ?? []).enumerated() where recorder.trace.sources.indices.contains(number) {
            guard let text = source.text else { continue }
            recorder.trace.sources[number].calls = source.calls.map { call in
                let location = text.location(at: call.offset)
                return TraceSource.Call(
                    position: Position(line: Int32(location.line), column: Int32(location.column)),
                    target: SourceIndex(rawValue: Int32(call.source)))
            }
        }
    }

    private mutating func note(
        _ names: [String], at range: SourceRange, _ request: ModuleRequestID, _ source: Int, _ module: AnalysedModule
    ) {
        let specifier = module.text(module.tree.requests[Int(request.index)].specifier)
        guard let place = recorder.trace.sources[source].requests.firstIndex(where: { $0.specifier == specifier }) else { return }
        if recorder.trace.sources[source].requests[place].position == nil {
            let location = module.source.location(at: range.start)
            recorder.trace.sources[source].requests[place].position = Position(line: Int32(location.line), column: Int32(location.column))
        }
        let known = recorder.trace.sources[source].requests[place].names
        recorder.trace.sources[source].requests[place].nameCount += names.count
        recorder.trace.sources[source].requests[place].names = Array((known + names).prefix(Self.nameLimit))
    }
}
