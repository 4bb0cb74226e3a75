import ArgumentParser
import Diagnostics
import Files

extension PictureFormat {
    /// How the names of such files end, without the dot; the usual ending first.
    var endings: [String] {
        switch self {
        case .svg: ["svg"]
        case .dot: ["dot", "gv"]
        case .mermaid: ["mmd", "mermaid"]
        case .markdown: ["md", "markdown"]
        case .perfetto: ["json"]
        case .png: ["png"]
        case .pdf: ["pdf"]
        }
    }

    /// The form in which a file is written: the one that is asked for, else the one that its name ends in, else SVG.
    ///
    /// - Parameters:
    ///   - format: what `--format` says.
    ///   - output: what `-o` says; `nil` and `-` mean standard output.
    /// - Throws: when the name promises another form than is asked for, or one that there is not.
    static func chosen(_ format: PictureFormat?, output: String?) throws -> PictureFormat {
        guard let output, output != standardStreamName, let ending = ending(of: output) else { return format ?? .svg }
        let promised = allCases.first { $0.endings.contains(ending.lowercased()) }
        if let promised, let format, promised != format {
            throw ValidationError(
                "The name '\(output)' promises \(promised.rawValue), and --format \(format.rawValue) is another form."
                    + " Write a name that ends in .\(format.endings[0]), or leave out --format.")
        }
        if let form = format ?? promised { return form }
        let known = allCases.filter { $0 != .png && $0 != .pdf }.map { ".\($0.endings[0])" }
        throw ValidationError(
            "tla-sim writes no file that ends in .\(ending). Write a name that ends in one of \(known.joined(separator: ", ")), or say --format."
        )
    }

    /// What stands behind the last dot of a file's name; `nil` where there is nothing.
    private static func ending(of path: String) -> String? {
        let name = Paths.name(of: path) ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name.index(after: dot) != name.endIndex else { return nil }
        return String(name[name.index(after: dot)...])
    }
}
