import Diagnostics
import JavaScript
import Trace

/// Linking. https://tc39.es/ecma262/#sec-moduledeclarationlinking
extension Machine {
    mutating func setStatus(_ id: ModuleID, _ status: ModuleStatus) {
        modules[Int(id.index)].status = status
        if isRecording { record(.status(status), module: id) }
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
        guard modules[Int(root.index)].status == .unlinked else { return }
        begin(root, &index, &stack, &walk)
        while let top = walk.last {
            let module = Int(top.module.index)
            if top.next < modules[module].requestCount {
                walk[walk.count - 1].next += 1
                let required = loadedModules[Int(modules[module].requestStart + top.next)]
                if modules[Int(required.index)].status == .unlinked {
                    begin(required, &index, &stack, &walk)
                } else {
                    // Step 9.c.iii: a module still being linked is on the stack, and so in a cycle with this one.
                    lowerAncestor(of: top.module, to: required, ifStatus: .linking)
                }
                continue
            }
            // Step 10.
            try initializeEnvironment(top.module)
            // Step 13.
            if modules[module].dfsAncestorIndex == modules[module].dfsIndex {
                while let last = stack.popLast() {
                    setStatus(last, .linked)
                    if last == top.module { break }
                }
            }
            walk.removeLast()
            if let parent = walk.last { lowerAncestor(of: parent.module, to: top.module, ifStatus: .linking) }
        }
    }

    private mutating func begin(
        _ id: ModuleID, _ index: inout Int32, _ stack: inout [ModuleID], _ walk: inout [(module: ModuleID, next: Int32)]
    ) {
        setStatus(id, .linking)
        modules[Int(id.index)].dfsIndex = index
        modules[Int(id.index)].dfsAncestorIndex = index
        index += 1
        stack.append(id)
        walk.append((id, 0))
    }

    @inline(__always)
    mutating func lowerAncestor(of id: ModuleID, to other: ModuleID, ifStatus status: ModuleStatus) {
        let required = modules[Int(other.index)]
        guard required.status == status else { return }
        modules[Int(id.index)].dfsAncestorIndex = min(modules[Int(id.index)].dfsAncestorIndex, required.dfsAncestorIndex)
    }

    /// InitializeEnvironment. https://tc39.es/ecma262/#sec-source-text-module-record-initialize-environment
    private mutating func initializeEnvironment(_ id: ModuleID) throws(Abrupt) {
        let unit = Int(modules[Int(id.index)].unit.index)
        // Step 1: what is exported from elsewhere is there.
        for index in code.modules[unit].exports {
            guard case .indirect(_, let request, let imported, let range) = code.exports[index] else { continue }
            let target = importedModule(id, request)
            switch resolveExport(target, imported) {
            case .found: break
            case .notFound: throw linkError(id, missing: imported, in: target, isAmbiguous: false, at: range)
            case .ambiguous: throw linkError(id, missing: imported, in: target, isAmbiguous: true, at: range)
            }
        }
        let cellBase = modules[Int(id.index)].cellBase
        let importBase = modules[Int(id.index)].importBase
        // Step 7.
        for index in code.modules[unit].imports {
            let entry = code.imports[index]
            let target = importedModule(id, entry.request)
            guard let name = entry.name else {
                let phase = code.request(entry.request, of: modules[Int(id.index)].unit).phase
                cells[Int(cellBase + entry.index)] = .object(namespaceObject(target, phase: phase))
                continue
            }
            switch resolveExport(target, name) {
            case .found(let owner, let binding):
                importTargets[Int(importBase + entry.index)] = cell(of: owner, binding)
            case .notFound: throw linkError(id, missing: name, in: target, isAmbiguous: false, at: entry.range)
            case .ambiguous: throw linkError(id, missing: name, in: target, isAmbiguous: true, at: entry.range)
            }
        }
        // Steps 20–24: `var`s are undefined, functions are there.
        for index in code.modules[unit].variableCells { cells[Int(cellBase + code.variableCells[index])] = .undefined }
        for index in code.modules[unit].hoisted {
            let hoisted = code.hoisted[index]
            cells[Int(cellBase + hoisted.cell)] = .object(makeClosure(hoisted.code, context: -1))
        }
    }

    /// The cell that an export's binding lives in; a namespace gets one of its own.
    mutating func cell(of owner: ModuleID, _ binding: ExportBinding) -> Int32 {
        switch binding {
        case .cell(let cell): return modules[Int(owner.index)].cellBase + cell
        case .namespace:
            if let known = namespaceCells[owner.index] { return known }
            let namespace = namespaceObject(owner)
            cells.append(.object(namespace))
            namespaceCells[owner.index] = Int32(cells.count - 1)
            return Int32(cells.count - 1)
        }
    }

    /// GetImportedModule. https://tc39.es/ecma262/#sec-GetImportedModule
    @inline(__always) func importedModule(_ id: ModuleID, _ request: ModuleRequestID) -> ModuleID {
        loadedModules[Int(modules[Int(id.index)].requestStart) + Int(request.index)]
    }
}
