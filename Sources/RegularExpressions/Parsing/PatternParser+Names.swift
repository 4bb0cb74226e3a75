/// Groups with names, and what refers to them.
extension PatternParser {
    /// A GroupName behind its `<`, and the `>`. https://tc39.es/ecma262/#prod-GroupName
    mutating func readGroupName() throws(PatternError) -> [UInt16] {
        var name: [UInt16] = []
        while true {
            let start = position
            if !name.isEmpty, take(">") { return name }
            var character: UInt32
            if unit() == 0x5C {
                guard unit(1) == 0x75 else { throw error(.invalidGroupName) }
                position += 2
                guard let escaped = readUnicodeEscape(takesCodePoints: true) else { throw error(.invalidUnicodeEscape, at: start) }
                character = escaped
            } else {
                guard !isAtEnd else { throw error(.invalidGroupName) }
                let length: Int
                (character, length) = self.character(readsCodePoints: true)
                position += length
            }
            guard name.isEmpty ? Self.isNameStart(character) : Self.isNamePart(character), let scalar = Unicode.Scalar(character) else {
                throw error(.invalidGroupName, at: start)
            }
            name.append(contentsOf: scalar.utf16)
        }
    }

    private static func isNameStart(_ character: UInt32) -> Bool {
        if character < 0x80 {
            return character == 0x24 || character == 0x5F || (character | 0x20 >= 0x61 && character | 0x20 <= 0x7A)
        }
        return UnicodeProperties.nameStarts.contains(character)
    }

    private static func isNamePart(_ character: UInt32) -> Bool {
        if character < 0x80 { return isNameStart(character) || isDigit(character) }
        return character == 0x200C || character == 0x200D || UnicodeProperties.nameParts.contains(character)
    }

    /// Takes down the name of a group that has just ended. Two of one name must stand in different alternatives.
    /// https://tc39.es/ecma262/#sec-mightbothparticipate
    mutating func note(_ name: [UInt16], of group: Int32, at start: Int) throws(PatternError) {
        let path = levels.map { (level: $0.identity, alternative: $0.alternatives.count) }
        if let known = namedGroups[name] {
            // Groups are taken down in the order of the text, so that one apart from the last of its name is apart from those before it too.
            if !Self.isApart(path, known.path) { throw error(.duplicateGroupName, at: start) }
            namedGroups[name]?.path = path
            pattern.names[known.index].groups.append(group)
        } else {
            namedGroups[name] = (pattern.names.count, path)
            pattern.names.append((name, [group]))
        }
    }

    private static func isApart(_ left: Path, _ right: Path) -> Bool {
        for (left, right) in zip(left, right) {
            guard left.level == right.level else { return false }
            if left.alternative != right.alternative { return true }
        }
        return false
    }

    /// `\k<name>`, at its `<`.
    mutating func readNamedReference() throws(PatternError) -> PatternNodeID {
        guard take("<") else { throw error(.invalidNamedReference) }
        let name = try readGroupName()
        pattern.references.append([])
        let reference = Int32(pattern.references.count - 1)
        namedReferences.append(NamedReference(reference: reference, name: name))
        return make(.backreference(reference, isFolded: foldsCase))
    }

    /// Now that all groups are known.
    mutating func settleNamedReferences() throws(PatternError) {
        // Groups were taken down as they ended.
        for index in pattern.names.indices { pattern.names[index].groups.sort() }
        pattern.names.sort { $0.groups[0] < $1.groups[0] }
        var groups: [[UInt16]: [Int32]] = [:]
        for name in pattern.names { groups[name.name] = name.groups }
        for reference in namedReferences {
            guard let found = groups[reference.name] else { throw error(.invalidNamedCapture) }
            pattern.references[Int(reference.reference)] = found
        }
    }

    /// Looks at the whole pattern for the number of its groups, and whether one has a name.
    mutating func scanCaptures() -> (count: Int32, hasNames: Bool) {
        if let knownCaptures { return knownCaptures }
        var count: Int32 = 0
        var hasNames = false
        var index = 0
        var depth = 0
        while index < units.count {
            switch units[index] {
            case 0x5C: index += 1
            case 0x5B: depth = hasSets ? depth + 1 : 1
            case 0x5D: depth = hasSets ? max(depth - 1, 0) : 0
            case 0x28 where depth == 0:
                if index + 1 < units.count, units[index + 1] == 0x3F {
                    guard index + 3 < units.count, units[index + 2] == 0x3C, units[index + 3] != 0x3D, units[index + 3] != 0x21 else {
                        break
                    }
                    hasNames = true
                }
                count += 1
            default: break
            }
            index += 1
        }
        knownCaptures = (count, hasNames)
        return (count, hasNames)
    }
}
