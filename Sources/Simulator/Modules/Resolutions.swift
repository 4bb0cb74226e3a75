import JavaScript

/// The modules that specifiers mean, by the folder they stand in: resolving takes text apart, so the answers are kept.
///
/// Names are numbered one after another, and most graphs lie in one folder: the folder that asks first for a specifier has a place in
/// an array, where a start-up of ten thousand modules finds it faster than in a dictionary.
struct Resolutions {
    private struct First {
        var folder: Int32 = -1
        var target = ModuleID.none
    }

    private var first: [First] = []
    private var others: [UInt64: ModuleID] = [:]

    subscript(specifier: NameID, folder: Int32) -> ModuleID? {
        get {
            let index = Int(specifier.index)
            guard index < first.count, first[index].folder >= 0 else { return nil }
            return first[index].folder == folder ? first[index].target : others[Self.place(specifier, folder)]
        }
        set {
            guard let newValue else { preconditionFailure("an answer is never taken back") }
            let index = Int(specifier.index)
            if index >= first.count { first.append(contentsOf: repeatElement(First(), count: index + 1 - first.count)) }
            if first[index].folder < 0 || first[index].folder == folder {
                first[index] = First(folder: folder, target: newValue)
            } else {
                others[Self.place(specifier, folder)] = newValue
            }
        }
    }

    private static func place(_ specifier: NameID, _ folder: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: folder)) << 32 | UInt64(specifier.index)
    }
}
