import JavaScript
import Programs
import Text

/// The names that a runtime has at the top of a file, which no module there may mean by them something else.
struct RuntimeNames {
    private var replacements: [(name: String, claimed: String)] = []

    /// - Parameters:
    ///   - names: those of the runtime's text.
    ///   - modules: the modules of the file, which may use any name of the world outside.
    init(_ names: [String], beside modules: [ModuleNumber], of graph: LinkedGraph) {
        var unique = UniqueNames()
        for module in modules { unique.reserve(graph[module].analysed.bindings.freeNames) }
        replacements = names.map { (name: $0, claimed: unique.claim($0)) }.filter { ExactText($0.name) != ExactText($0.claimed) }
    }

    subscript(name: String) -> String { replacements.first { $0.name == name }?.claimed ?? name }

    /// The runtime's text with other names where they were taken. Names of members and keys stay.
    func text(_ text: String) -> String {
        if replacements.isEmpty { return text }
        var result = ""
        var word = ""
        var before: Character = " "
        func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" || character == "$" }
        func end(_ next: Character) {
            if word.isEmpty { return }
            result += before == "." || next == ":" ? word : self[word]
            before = word.last ?? " "
            word = ""
        }
        for character in text {
            if isPart(character) {
                word.append(character)
            } else {
                end(character)
                result.append(character)
                before = character
            }
        }
        end(" ")
        return result
    }
}
