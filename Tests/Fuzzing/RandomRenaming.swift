import Differential
import JavaScript

/// New names for the bindings of a module, drawn at random.
enum RandomRenaming: CaseIterable {
    /// Everything that has a name gets one that nothing else has.
    case fresh
    /// Names that stand in the module already: whatever the scopes let stay what it is.
    case shuffled
    /// The top level is renamed as if the module went into one scope with others, and what is in the way is moved.
    case settled
    /// Some bindings of any scope are, and what is in the way is moved.
    case settledInside

    /// - Parameter names: what ``fresh`` names are drawn from.
    func apply(to rewriting: inout Rewriting, _ random: inout FuzzRandom, _ names: inout FreshNames) {
        switch self {
        case .fresh:
            for id in rewriting.renameable {
                let name = rewriting.module.bindings[id].name
                rewriting.names[id] = .identifier(names.next(like: name))
            }
        case .shuffled: shuffle(&rewriting, &random)
        case .settled, .settledInside:
            let pool = rewriting.pool
            let free = Set(rewriting.module.bindings.freeNames)
            var taken: Set<String> = []
            for id in rewriting.renameable {
                let binding = rewriting.module.bindings[id]
                guard binding.kind != .privateName, self == .settledInside ? random.chance(percent: 15) : binding.scope == .module else {
                    continue
                }
                let name = random.pick(pool)
                // Two of one scope, and what the scope leaves free, are the caller's to keep apart.
                if !free.contains(name), taken.insert(name).inserted { rewriting.names[id] = .identifier(name) }
            }
            if self == .settled {
                // What has not got a name keeps its own, unless another one took it.
                for id in rewriting.renameable where rewriting.module.bindings[id].scope == .module && rewriting.names[id] == nil {
                    let name = rewriting.module.bindings[id].name
                    rewriting.names[id] = .identifier(taken.insert(name).inserted ? name : names.next(like: name))
                }
            }
            rewriting.names.settle()
        }
    }

    private func shuffle(_ rewriting: inout Rewriting, _ random: inout FuzzRandom) {
        let pool = rewriting.pool
        for id in rewriting.renameable {
            let isPrivate = rewriting.module.bindings[id].kind == .privateName
            for _ in 0..<3 {
                let before = rewriting.names[id]
                rewriting.names[id] = .identifier((isPrivate ? "#" : "") + random.pick(pool))
                if rewriting.conflicts().isEmpty { break }
                rewriting.names[id] = before
            }
        }
    }
}

extension Rewriting {
    /// One of each group of bindings that share a name.
    var renameable: [BindingID] { module.bindings.ids.filter { module.bindings[$0].hasName && module.bindings[$0].namesake == $0 } }

    /// Names to give: those of the module's bindings, and a few that mean something to the grammar.
    var pool: [String] {
        let reserved = UniqueNames()
        let own = Set(module.bindings.all.filter { $0.hasName && $0.kind != .privateName && !reserved.contains($0.name) }.map(\.name))
        return own.sorted() + ["async", "of", "get", "set", "from", "as", "source", "defer", "then", "x$1"]
    }
}

/// Names that no program has, as long as those that they stand for.
///
/// They are drawn from letters that people do not write in programs, so that in what a renamed program prints they can be told, and put back.
struct FreshNames {
    private static let letters: [Unicode.Scalar] = [
        0x1401...0x166C, 0x1210...0x1246, 0x1260...0x1286, 0x12A0...0x12AE, 0x12C8...0x12D6, 0xA500...0xA60B,
    ]
    .flatMap { $0.compactMap { Unicode.Scalar(UInt32($0)) } }

    private var count = 0
    private var originals: [String: String] = [:]

    mutating func next(like name: String) -> String {
        let isPrivate = name.hasPrefix("#")
        var text = ""
        var rest = count
        for _ in 0..<max(1, name.utf16.count - (isPrivate ? 1 : 0)) {
            text.unicodeScalars.append(Self.letters[rest % Self.letters.count])
            rest /= Self.letters.count
        }
        // More names of one letter than there are letters go on with a second.
        while rest > 0 {
            text.unicodeScalars.append(Self.letters[rest % Self.letters.count])
            rest /= Self.letters.count
        }
        count += 1
        originals[text] = isPrivate ? String(name.dropFirst()) : name
        return isPrivate ? "#" + text : text
    }

    /// A text with the names that the fresh ones stand for.
    func restored(_ text: String) -> String {
        // No letter of theirs begins with a lower byte.
        guard text.utf8.contains(where: { $0 >= 0xE1 }) else { return text }
        var result = ""
        var word = ""
        func end() {
            result += originals[word] ?? word
            word = ""
        }
        for scalar in text.unicodeScalars {
            if Self.isLetter(scalar) {
                word.unicodeScalars.append(scalar)
            } else {
                end()
                result.unicodeScalars.append(scalar)
            }
        }
        end()
        return result
    }

    /// Whether a text has a letter of theirs after all, as one may that was made from what is printed with them.
    static func mayOccur(in text: String) -> Bool { text.unicodeScalars.contains(where: isLetter) }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { lettersSet.contains(scalar) }
    private static let lettersSet = Set(letters)
}
