import Text

/// Keys that stand beside the value that they belong into, or around it: one blank too few makes them so.
extension ShapeCheck {
    /// A key without a value, and what its value may hold.
    private struct Owner {
        enum Contents {
            case keys(KeyTable)
            case entries(Shape)
        }

        var name: String
        var key: YAMLNode
        var value: YAMLNode
        var contents: Contents
    }

    /// Reports the keys that belong into an empty value above them.
    ///
    /// - Parameter shape: the shape of a key's value; `nil` for a key that is not known. Where the keys are the user's, all have the same.
    /// - Returns: their positions in `pairs`.
    mutating func reportStrays(
        among pairs: [YAMLNode.Pair], _ path: String, areUsersKeys: Bool = false, shape: (String) -> Shape?
    ) -> Set<Int> {
        guard !isTrial else { return [] }
        var strays: Set<Int> = []
        var owner: Owner?
        var found: [YAMLNode.Pair] = []
        for (index, pair) in pairs.enumerated() {
            guard let name = pair.key.scalarText else { continue }
            if let owner, areUsersKeys || shape(name) == nil, belongs(pair, name, to: owner) {
                strays.insert(index)
                found.append(pair)
                continue
            }
            if let owner, !found.isEmpty { report(found, of: owner, path) }
            found = []
            owner = shape(name).flatMap { emptyEnd(of: pair, name, $0) }
        }
        if let owner, !found.isEmpty { report(found, of: owner, path) }
        return strays
    }

    private mutating func report(_ strays: [YAMLNode.Pair], of owner: Owner, _ path: String) {
        toldMissing.insert(owner.value.range.lowerBound)
        let names = strays.map { "'\(shortened($0.key.scalarText ?? ""))'" }
        let list = names.count > 1 ? names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1] : names[0]
        let column = positions.location(of: owner.key.range.lowerBound).column + 1
        report(
            "\(list) \(names.count > 1 ? "stand" : "stands") outside of '\(shortened(owner.name))', which is empty", strays[0].key,
            keyPath(path, key: strays[0].key.scalarText ?? ""),
            suggestion: "indent \(names.count > 1 ? "them" : "it") by \(column), deeper than '\(shortened(owner.name))'")
    }

    private func belongs(_ pair: YAMLNode.Pair, _ name: String, to owner: Owner) -> Bool {
        let lines = [owner.key, pair.key].map { positions.lineIndex(of: $0.range.lowerBound) }
        guard lines[0] != lines[1] else { return false }
        switch owner.contents {
        case .keys(let table): return table.key(name) != nil
        case .entries(let shape): return accepts(pair.value, shape)
        }
    }

    /// The last key of a value, however deep, when it has no value itself.
    private func emptyEnd(of pair: YAMLNode.Pair, _ name: String, _ shape: Shape) -> Owner? {
        for alternative in shape.alternatives {
            switch (alternative, pair.value.content) {
            case (.object(let table), .scalar("", .plain)):
                return Owner(name: name, key: pair.key, value: pair.value, contents: .keys(table))
            case (.mapping(let entry, _), .scalar("", .plain)):
                return Owner(name: name, key: pair.key, value: pair.value, contents: .entries(entry))
            case (.object(let table), .mapping(let pairs)):
                guard let last = pairs.last, let name = last.key.scalarText, let shape = table.key(name)?.shape else { return nil }
                return emptyEnd(of: last, name, shape)
            case (.mapping(let entry, _), .mapping(let pairs)):
                guard let last = pairs.last, let name = last.key.scalarText else { return nil }
                return emptyEnd(of: last, name, entry)
            default: continue
            }
        }
        return nil
    }
}
