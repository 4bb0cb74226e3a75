import Diagnostics

/// An ImportEntry Record. https://tc39.es/ecma262/#importentry-record
struct ImportRecord {
    var request: ModuleRequestID
    /// `nil` for the namespace.
    var imported: NameID?
    var range: SourceRange
}

/// An ExportEntry Record. https://tc39.es/ecma262/#exportentry-record
struct ExportRecord {
    enum Kind {
        case local(VariableID)
        case indirect(ModuleRequestID, imported: NameID)
        case namespace(ModuleRequestID)
        /// `export * from`, which has no name.
        case all(ModuleRequestID)
    }
    var exported: NameID?
    var kind: Kind
    var range: SourceRange
}

extension ScopeAnalysis {
    /// The import that made a variable.
    func importRecord(of variable: VariableID) -> ImportRecord? {
        imports.indices.contains(Int(variable.index)) ? imports[Int(variable.index)] : nil
    }

    /// What the module exports, in the order of the text.
    /// https://tc39.es/ecma262/#sec-parsemodule
    func exportRecords() -> [ExportRecord] {
        var records: [ExportRecord] = []
        for item in tree[tree.body] {
            switch tree[item] {
            case .exportDeclaration(let declaration):
                for name in declaredNames(declaration) { records.append(record(of: name, as: name, tree.range(of: item))) }
            case .exportDefault(let declaration):
                records.append(record(of: defaultName(declaration), as: .known(.default), tree.range(of: item)))
            case .exportNames(let index):
                let declaration = tree.exports[Int(index)]
                for specifier in declaration.specifiers {
                    switch (specifier, declaration.request) {
                    case (.named(let local, let exported, let range), let request?):
                        records.append(ExportRecord(exported: exported, kind: .indirect(request, imported: local), range: range))
                    case (.named(let local, let exported, let range), nil): records.append(record(of: local, as: exported, range))
                    case (.all(let exported?, let range), let request?):
                        records.append(ExportRecord(exported: exported, kind: .namespace(request), range: range))
                    case (.all(nil, let range), let request?):
                        records.append(ExportRecord(exported: nil, kind: .all(request), range: range))
                    case (.all, nil): break
                    }
                }
            default: break
            }
        }
        return records
    }

    /// Step 10.a: a name that is imported and exported again is exported from where it comes.
    private func record(of local: NameID, as exported: NameID, _ range: SourceRange) -> ExportRecord {
        let variable = lookup(local, in: .module)
        guard let entry = importRecord(of: variable) else { return ExportRecord(exported: exported, kind: .local(variable), range: range) }
        if let imported = entry.imported {
            return ExportRecord(exported: exported, kind: .indirect(entry.request, imported: imported), range: range)
        }
        // A deferred namespace is an object of its own.
        guard tree.requests[Int(entry.request.index)].phase == .evaluation else {
            return ExportRecord(exported: exported, kind: .local(variable), range: range)
        }
        return ExportRecord(exported: exported, kind: .namespace(entry.request), range: range)
    }
}
