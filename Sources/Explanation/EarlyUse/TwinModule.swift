import Diagnostics
import JavaScript
import Simulator
import Trace

/// A second instance of a module: the same file asked for by another query, or the other copy of a package, which `import` and `require()` get.
/// Each has variables of its own.
struct TwinModule {
    enum Kind {
        case query
        /// What both ask for.
        case package(String)
    }

    var module: ModuleIndex
    var twin: ModuleIndex
    var kind: Kind
    /// Who asks for the twin, and where.
    var asking: (module: ModuleIndex, location: SourceLocation)?

    /// - Parameter module: the one whose value was missing.
    init?(of module: ModuleIndex, _ trace: Trace, _ texts: SourceTexts) {
        let searched = trace.modules.indices.prefix(EarlyUseFinder.moduleLimit).map { ModuleIndex($0) }
        let base = trace[module].name.withoutQuery
        self.module = module
        if let twin = searched.first(where: { $0 != module && trace[$0].name.withoutQuery == base && texts.file(of: $0) != nil }) {
            self.twin = twin
            kind = .query
        } else if let (specifier, twin) = Self.otherCopy(of: module, trace, searched) {
            self.twin = twin
            kind = .package(specifier)
        } else {
            return nil
        }
        asking = Self.asking(for: twin, trace, texts, searched)
    }

    /// A package that two modules ask for by one name, and get another file each.
    private static func otherCopy(of module: ModuleIndex, _ trace: Trace, _ searched: [ModuleIndex]) -> (String, ModuleIndex)? {
        let isOfPackage = { (specifier: String) in
            !specifier.hasPrefix(".") && !specifier.hasPrefix("/") && !specifier.hasPrefix("#") && !specifier.contains(":")
        }
        let names = Set(
            searched.flatMap { trace[$0].requests }.filter { $0.module == module && isOfPackage($0.specifier) }.map(\.specifier))
        if names.isEmpty { return nil }
        for importer in searched {
            for request in trace[importer].requests where names.contains(request.specifier) {
                if let other = request.module, other != module, isSamePackage(trace[other].name, trace[module].name) {
                    return (request.specifier, other)
                }
            }
        }
        return nil
    }

    /// Two packages of one name in two folders are two packages.
    private static func isSamePackage(_ one: String, _ other: String) -> Bool {
        func folder(_ name: String) -> [Substring]? {
            let parts = name.split(separator: "/")
            guard let place = parts.lastIndex(of: "node_modules"), place + 2 < parts.count else { return nil }
            return Array(parts[...(place + (parts[place + 1].hasPrefix("@") ? 2 : 1))])
        }
        let own = folder(one)
        return own != nil && own == folder(other)
    }

    private static func asking(
        for twin: ModuleIndex, _ trace: Trace, _ texts: SourceTexts, _ searched: [ModuleIndex]
    ) -> (module: ModuleIndex, location: SourceLocation)? {
        for importer in searched {
            guard let request = trace[importer].requests.firstIndex(where: { $0.module == twin }) else { continue }
            if let place = texts.location(ofRequest: request, of: importer) { return (importer, place) }
            // A CommonJS module asks by a call.
            let specifier = trace[importer].requests[request].specifier
            if let read = texts.read(importer), let call = read.requireCall(of: specifier),
                let place = texts.location(at: read.start(of: call), in: importer)
            {
                return (importer, place)
            }
        }
        var numbers: [Int32: (module: ModuleIndex, position: Position)] = [:]
        for event in trace.events {
            switch event.kind {
            case .importCalled(let number, _, let position): if let module = event.module { numbers[number] = (module, position) }
            case .importSettled(let number, twin, true):
                guard let call = numbers[number], let place = texts.location(of: call.position, in: call.module) else { return nil }
                return (call.module, place)
            default: break
            }
        }
        return nil
    }

    // MARK: Words

    /// - Parameter value: what the twin has one of its own of, such as `'db'`.
    func place(_ value: String, _ trace: Trace) -> RelatedPlace? {
        guard let asking else { return nil }
        let (one, other) = (trace[module].name, trace[twin].name)
        let words =
            switch kind {
            case .query:
                "'\(one)' runs a second time, as '\(other)', which is asked for here: a module of its own, with \(value) of its own"
            case .package(let specifier):
                "'\(specifier)' runs twice, as '\(one)' and as '\(other)', which is asked for here: each copy has \(value) of its own"
            }
        return RelatedPlace(words, at: asking.location)
    }

    func remedy(_ trace: Trace) -> String {
        let asker = asking.map { "in \(trace[$0.module].name), " } ?? ""
        return switch kind {
        case .query: "\(asker)ask for '\(trace[module].name)' by the same specifier as the others: a query makes another module"
        case .package(let specifier):
            "\(asker)ask for '\(specifier)' as the others do, all by import or all by require(): they get two copies of the package"
        }
    }
}

extension String {
    fileprivate var withoutQuery: Substring { prefix { $0 != "?" && $0 != "#" } }
}

extension EarlyUseFinder {
    /// The module whose value was missing, and which export that is.
    func missingValue(_ error: UncaughtError) -> (owner: ModuleIndex, value: String, exported: String?, member: String?)? {
        guard let place = failedPlace(error), place.missing != .deadZone else { return nil }
        let user = place.module
        if let origin = place.origin(followsImports: true) {
            guard let owner = ExportOwner.find(origin.exported, in: origin.asked, trace, { self.read($0) })?.owner else { return nil }
            return (owner, "'\(origin.member.map { "\(origin.exported).\($0)" } ?? origin.exported)'", origin.exported, origin.member)
        }
        if let id = place.ownBinding {
            let name = user.bindings[id].name
            let exported = user.bindings.exports.first { $0.kind == .local(id) }?.exported.map(user.text)
            return (user.index, "'\(name)'", exported, nil)
        }
        let operands = place.operands
        guard operands.count == 1, let field = user.field(operands[0]),
            let object = calledObject(error, in: user, field.container)
        else { return nil }
        return (object.module, "'\(object.name).\(field.name)'", object.name, field.name)
    }
}
