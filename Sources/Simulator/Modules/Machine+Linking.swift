import Diagnostics
import JavaScript
import Trace

/// Linking. https://tc39.es/ecma262/#sec-moduledeclarationlinking
extension Machine {
    /// A module that is linked, beside each of its names.
    static let linkSteps = 4

    mutating func setStatus(_ id: ModuleID, _ status: ModuleStatus) {
        graph[id].status = status
        if recorder.isRecording { record(.status(status), module: id) }
    }

    /// Link().
    ///
    /// - Throws: a SyntaxError for a name that is missing or ambiguous.
    mutating func link(_ root: ModuleID) throws(Abrupt) {
        var stack: [ModuleID] = []
        do throws(Abrupt) {
            try innerModuleLinking(root, &stack)
        } catch {
            // Step 4.a: what was being linked goes back to unlinked.
            for module in stack { setStatus(module, .unlinked) }
            throw error
        }
    }

    /// InnerModuleLinking, with a stack of its own. https://tc39.es/ecma262/#sec-InnerModuleLinking
    private mutating func innerModuleLinking(_ root: ModuleID, _ stack: inout [ModuleID]) throws(Abrupt) {
        var index: Int32 = 0
        var walk: [(module: ModuleID, next: Int32)] = []
        guard graph[root].status == .unlinked else { return }
        begin(root, &index, &stack, &walk)
        while let top = walk.last {
            let module = Int(top.module.index)
            if top.next < graph.modules[module].requestCount {
                walk[walk.count - 1].next += 1
                let required = graph.loadedModules[Int(graph.modules[module].requestStart + top.next)]
                if graph[required].status == .unlinked {
                    begin(required, &index, &stack, &walk)
                } else {
                    // Step 9.c.iii: a module still being linked is on the stack, and so in a cycle with this one.
                    graph.lowerAncestor(of: top.module, to: required, ifStatus: .linking)
                }
                continue
            }
            // Step 10.
            try initializeEnvironment(top.module)
            // Step 13.
            if graph.modules[module].dfsAncestorIndex == graph.modules[module].dfsIndex {
                while let last = stack.popLast() {
                    setStatus(last, .linked)
                    if last == top.module { break }
                }
            }
            walk.removeLast()
            if let parent = walk.last { graph.lowerAncestor(of: parent.module, to: top.module, ifStatus: .linking) }
        }
    }

    private mutating func begin(
        _ id: ModuleID, _ index: inout Int32, _ stack: inout [ModuleID], _ walk: inout [(module: ModuleID, next: Int32)]
    ) {
        setStatus(id, .linking)
        graph[id].dfsIndex = index
        graph[id].dfsAncestorIndex = index
        index += 1
        stack.append(id)
        walk.append((id, 0))
    }

    @inline(__always)
    /// InitializeEnvironment. https://tc39.es/ecma262/#sec-source-text-module-record-initialize-environment
    private mutating func initializeEnvironment(_ id: ModuleID) throws(Abrupt) {
        let unit = Int(graph[id].unit.index)
        budget.steps += Self.linkSteps + code.modules[unit].exports.count + code.modules[unit].imports.count
        // Step 1: what is exported from elsewhere is there.
        for index in code.modules[unit].exports {
            guard case .indirect(let exported, let request, let imported, let range) = code.exports[index] else { continue }
            let target = graph.importedModule(id, request)
            graph.resolutions.cycle = nil
            let resolution = host.refusesCyclicNames ? resolveExport(id, exported) : resolveExport(target, imported)
            if let cycle = graph.resolutions.cycle { throw cyclicNameError(id, cycle, target, at: range) }
            switch resolution {
            case .found: break
            case .notFound:
                try throwIfStopped(at: range, in: id)
                throw linkError(id, missing: imported, exported: exported, of: request, isAmbiguous: false, at: range)
            case .ambiguous: throw linkError(id, missing: imported, exported: exported, of: request, isAmbiguous: true, at: range)
            }
        }
        let cellBase = graph[id].cellBase
        let importBase = graph[id].importBase
        // Step 7.
        for index in code.modules[unit].imports {
            let entry = code.imports[index]
            let target = graph.importedModule(id, entry.request)
            guard let name = entry.name else {
                let phase = code.request(entry.request, of: graph[id].unit).phase
                graph.cells[Int(cellBase + entry.index)] = .object(namespaceObject(target, phase: phase))
                continue
            }
            switch resolveExport(target, name) {
            case .found(let owner, let binding):
                graph.importTargets[Int(importBase + entry.index)] = cell(of: owner, binding)
            case .notFound:
                try throwIfStopped(at: entry.range, in: id)
                throw linkError(id, missing: name, of: entry.request, isAmbiguous: false, at: entry.range)
            case .ambiguous: throw linkError(id, missing: name, of: entry.request, isAmbiguous: true, at: entry.range)
            }
        }
        // Steps 20–24: `var`s are undefined, functions are there.
        for index in code.modules[unit].variableCells { graph.cells[Int(cellBase + code.variableCells[index])] = .undefined }
        for index in code.modules[unit].hoisted {
            let hoisted = code.hoisted[index]
            graph.cells[Int(cellBase + hoisted.cell)] = .object(makeClosure(hoisted.code, context: -1))
        }
    }

    /// Nothing was found because a limit is passed.
    private mutating func throwIfStopped(at range: SourceRange, in id: ModuleID) throws(Abrupt) {
        guard stop.reason != nil else { return }
        if stop.place == nil { stop.place = Place(unit: graph[id].unit, offset: range.start) }
        try throwIfStopped()
    }

    /// The cell that an export's binding lives in; a namespace gets one of its own.
    mutating func cell(of owner: ModuleID, _ binding: ExportBinding) -> Int32 {
        switch binding {
        case .cell(let cell): return graph[owner].cellBase + cell
        case .namespace:
            if let known = graph.namespaceCells[owner.index] { return known }
            let namespace = namespaceObject(owner)
            graph.cells.append(.object(namespace))
            graph.namespaceCells[owner.index] = Int32(graph.cells.count - 1)
            return Int32(graph.cells.count - 1)
        }
    }

}
