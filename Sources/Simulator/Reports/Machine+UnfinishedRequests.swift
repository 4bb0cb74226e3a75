import Diagnostics
import JavaScript
import Trace

/// Where the modules that a run never finished ask for others, and for which names.
extension Machine {
    /// How many names of a request are kept.
    private static var nameLimit: Int { 8 }
    /// Of how many requests it is told.
    private static var requestLimit: Int { 50_000 }

    mutating func noteUnfinishedRequests() {
        var left = Self.requestLimit
        for index in graph.modules.indices where left > 0 {
            left -= Int(graph.modules[index].requestCount)
            switch graph.modules[index].status {
            case .evaluating, .evaluatingAsync, .linked: noteRequests(ofModule: index)
            case .evaluated: if graph.modules[index].evaluationError != nil { noteRequests(ofModule: index) }
            case .new, .unlinked, .linking: break
            }
        }
    }

    /// Fills ``TraceModule/pendingDependencies``.
    mutating func notePendingDependencies() {
        for index in graph.modules.indices where graph.modules[index].status == .evaluatingAsync {
            var link = graph.modules[index].firstParent
            while link >= 0 {
                let parent = graph.parentLinks[Int(link)]
                link = parent.next
                guard graph[parent.module].status == .evaluatingAsync, graph[parent.module].pendingAsyncDependencies > 0 else { continue }
                recorder.trace.modules[Int(parent.module.index)].pendingDependencies.append(ModuleIndex(index))
            }
        }
    }

    private mutating func noteRequests(ofModule index: Int) {
        let unit = graph.modules[index].unit
        guard unit.index >= 0 else { return }
        let module = code.modules[Int(unit.index)]
        for (number, request) in code.requests[module.requests].enumerated() {
            recorder.trace.modules[index].requests[number].position = position(of: Place(unit: unit, offset: request.range.start))
        }
        func add(_ request: ModuleRequestID, _ name: String, _ machine: inout Machine) {
            // A name that is imported and exported again is one.
            guard !machine.recorder.trace.modules[index].requests[Int(request.index)].names.contains(name) else { return }
            machine.recorder.trace.modules[index].requests[Int(request.index)].nameCount += 1
            guard machine.recorder.trace.modules[index].requests[Int(request.index)].names.count < Self.nameLimit else { return }
            machine.recorder.trace.modules[index].requests[Int(request.index)].names.append(name)
        }
        for entry in code.imports[module.imports] { add(entry.request, entry.name.map { strings.names.string($0) } ?? "*", &self) }
        for export in code.exports[module.exports] {
            switch export {
            case .local: break
            case .indirect(_, let request, let imported, _): add(request, strings.names.string(imported), &self)
            case .namespace(_, let request): add(request, "*", &self)
            }
        }
        for request in code.stars[module.stars] { add(request, "*", &self) }
    }
}
