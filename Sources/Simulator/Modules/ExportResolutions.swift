import JavaScript

/// What an export means in the module that has it.
enum ExportBinding: Equatable {
    /// A cell of that module.
    case cell(Int32)
    /// The module's namespace object.
    case namespace
}

/// A ResolvedBinding Record, null, or ambiguous.
enum ExportResolution: Equatable {
    case found(ModuleID, ExportBinding)
    case notFound
    case ambiguous

    /// What two ways to a name mean together. https://tc39.es/ecma262/#sec-resolveexport, step 9.c
    mutating func join(_ other: ExportResolution) {
        if self == .notFound {
            self = other
        } else if other != .notFound, other != self {
            self = .ambiguous
        }
    }
}

/// The names that have been resolved, and those that are being resolved.
///
/// What ResolveExport finds is the set of the bindings that its walk comes to: none is null, more than one is ambiguous. The walk of the
/// specification enters no module twice for one name, so the set does not depend on where it began: it is that of everything that can be
/// reached. Names that lead to each other have the same set. So each name of each module is looked at once, in the way of Tarjan's algorithm for
/// strongly connected components, and what is found holds for good: all that a module's names lead to has been loaded when it is linked.
struct ExportResolutions {
    /// A name that leads to others, which are looked at in turn.
    struct Visit {
        /// The module whose stars they are.
        var module: ModuleID
        /// The name that it has where it leads to.
        var imported: NameID
        /// For an indirect export, the module that it names; otherwise the next star, and where the stars end: into ``CodeStore/stars``.
        var target = ModuleID.none
        var next: Int32
        var end: Int32
        var found = ExportResolution.notFound
        /// Its place in ``ExportResolutions/open``, and the lowest that it leads back to.
        var order: Int32
        var lowest: Int32
    }

    /// What is known of a name.
    enum State {
        case unknown
        case known(ExportResolution)
        /// It is being resolved: its place in ``open``.
        case open(Int32)
    }

    /// An export that takes a name from elsewhere, and came back to itself: what the host says of it.
    var cycle: (name: NameID, specifier: NameID)?
    private var table = ExportTable()
    var visits: [Visit] = []
    /// The names whose resolution is not known yet, but for what leads to it.
    var open: [(module: ModuleID, name: NameID)] = []

    /// The number of bytes that is kept.
    var byteCount: Int { table.byteCount }

    // What stands in the table: the module and its cell, or one of these.
    private static let namespaceCell: Int32 = -1
    private static let notFound: Int32 = -1
    private static let ambiguous: Int32 = -2
    private static let open: Int32 = -3
    private static let unknown: Int32 = -4

    func state(_ module: ModuleID, _ name: NameID) -> State {
        guard let entry = table[module.index, name] else { return .unknown }
        switch entry.first {
        case Self.notFound: return .known(.notFound)
        case Self.ambiguous: return .known(.ambiguous)
        case Self.open: return .open(entry.second)
        case Self.unknown: return .unknown
        default:
            let binding = entry.second == Self.namespaceCell ? ExportBinding.namespace : .cell(entry.second)
            return .known(.found(ModuleID(index: entry.first), binding))
        }
    }

    mutating func set(_ module: ModuleID, _ name: NameID, _ resolution: ExportResolution) {
        table[module.index, name] =
            switch resolution {
            case .notFound: .init(first: Self.notFound, second: 0)
            case .ambiguous: .init(first: Self.ambiguous, second: 0)
            case .found(let owner, .cell(let cell)): .init(first: owner.index, second: cell)
            case .found(let owner, .namespace): .init(first: owner.index, second: Self.namespaceCell)
            }
    }

    /// Begins to resolve a name that leads to others.
    mutating func enter(_ module: ModuleID, _ name: NameID, _ lead: ExportLead) {
        let order = Int32(open.count)
        table[module.index, name] = .init(first: Self.open, second: order)
        open.append((module, name))
        var visit = Visit(module: module, imported: name, next: 0, end: 1, order: order, lowest: order)
        switch lead {
        case .indirect(let target, let imported): (visit.target, visit.imported) = (target, imported)
        case .stars(let owner, let stars):
            visit.module = owner
            (visit.next, visit.end) = (Int32(stars.lowerBound), Int32(stars.upperBound))
        }
        visits.append(visit)
    }

    /// All that the latest name leads to has been looked at: what it means, and, when it leads back to none before it, what all that lead to each
    /// other mean.
    mutating func leave() -> ExportResolution {
        let visit = visits.removeLast()
        if visit.lowest == visit.order {
            for name in open[Int(visit.order)...] { set(name.module, name.name, visit.found) }
            open.removeLast(open.count - Int(visit.order))
        }
        if let parent = visits.indices.last {
            visits[parent].lowest = min(visits[parent].lowest, visit.lowest)
            visits[parent].found.join(visit.found)
        }
        return visit.found
    }

    /// Gives up: what was being resolved is as unknown as before.
    mutating func abandon() {
        for name in open { table[name.module.index, name.name] = .init(first: Self.unknown, second: 0) }
        open = []
        visits = []
    }
}

/// Where a name leads that is not a module's own binding.
enum ExportLead {
    case indirect(ModuleID, imported: NameID)
    /// The stars of a module: into ``CodeStore/stars``.
    case stars(ModuleID, Range<Int>)
}
