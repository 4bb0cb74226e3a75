import Diagnostics
import Text
import Trace

extension Narrative {
    /// A sentence with its full stop, which what a program said may have brought.
    static func closed(_ sentence: String) -> String { sentence.hasSuffix(".") ? sentence : sentence + "." }

    /// The story for people, on a terminal or in a file: the time beside each step, and behind it the clauses of ECMA-262 that act. Ends with a
    /// line break.
    ///
    /// Text that came from the program never drives the terminal.
    ///
    /// - Parameters:
    ///   - columns: how wide it may be; longer steps go on in another line.
    ///   - usesColor: whether ANSI colours are used.
    public func text(columns: Int = 100, usesColor: Bool = false) -> String {
        func styled(_ code: String, _ text: String) -> String { usesColor && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
        var text = styled("1", visibleText(title))
        text += styled("2", "  (host \(visibleText(host))\(bundler.map { ", bundled by \(visibleText($0))" } ?? ""))") + "\n\n"
        let folder = commonFolder
        let places = folder.isEmpty ? [] : ["Places are in \(visibleText(folder))."]
        for line in wrapped((opening.map(\.text) + places).joined(separator: " "), to: columns) { text += line + "\n" }
        if !steps.isEmpty { text += "\n" }
        let width = steps.reduce(0) { max($0, durationText($1.time).utf8.count) }
        var time: Int64 = -1
        for (index, step) in steps.enumerated() {
            if leftOut > 0, index == leftOutAfter { text += String(repeating: " ", count: width + 2) + styled("2", leftOutWords) + "\n" }
            // The time stands where it changes.
            let margin = step.time == time ? String(repeating: " ", count: width) : leftPadded(durationText(step.time), to: width)
            time = step.time
            let notes = step.notes(isFull: level == .full, without: folder)
            let lines = wrapped(
                Self.closed(step.parts.text(without: folder)) + (notes.isEmpty ? "" : " [\(notes)]"), to: max(40, columns - width - 2))
            for (number, line) in lines.enumerated() {
                text += number == 0 ? styled("2", margin) : String(repeating: " ", count: width)
                text += "  " + line + "\n"
            }
        }
        if isTruncated { text += "\nThe record of the run ends here: it had more events than are kept.\n" }
        if !closing.isEmpty { text += "\n" }
        for sentence in closing { for line in wrapped(sentence.text(without: folder), to: columns) { text += line + "\n" } }
        return text
    }

    /// The folder that the files of all places are in, with its slash; empty for the current one.
    var commonFolder: String {
        var folder: Substring?
        for step in steps {
            for case .place(let place) in step.parts + (step.place.map { [.place($0)] } ?? []) {
                let own = place.file[..<(place.file.lastIndex(of: "/").map { place.file.index(after: $0) } ?? place.file.startIndex)]
                guard var known = folder else {
                    folder = own
                    continue
                }
                while !own.hasPrefix(known) {
                    known = known.dropLast()
                    known = known[..<(known.lastIndex(of: "/").map { known.index(after: $0) } ?? known.startIndex)]
                }
                folder = known
            }
        }
        return folder.map(String.init) ?? ""
    }

    var leftOutWords: String { "… \(grouped(leftOut)) more steps" }
}

extension Narrative.Step {
    /// What of ECMA-262 acts, and where the step is of one event its place.
    func notes(isFull: Bool, without folder: String) -> String {
        var notes = clauses.map(\.operation)
        if isFull, let place, !parts.contains(.place(place)) { notes.append([.place(place)].text(without: folder)) }
        return notes.joined(separator: ", ")
    }
}

extension [Narrative.Part] {
    /// The pieces as plain text, with places named without a folder.
    func text(without folder: String) -> String {
        map { part in
            guard case .place(let place) = part, !folder.isEmpty, place.file.hasPrefix(folder) else { return part.text }
            return visibleText(String(place.text.dropFirst(folder.count)))
        }.joined()
    }
}

/// The text in lines of so many columns, broken at spaces. A word that is longer has a line of its own.
func wrapped(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var width = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
        let length = columnCount(String(word))
        if !line.isEmpty, width + 1 + length > columns {
            lines.append(line)
            (line, width) = ("", 0)
        }
        if !line.isEmpty {
            line += " "
            width += 1
        }
        line += word
        width += length
    }
    if !line.isEmpty { lines.append(line) }
    return lines
}
