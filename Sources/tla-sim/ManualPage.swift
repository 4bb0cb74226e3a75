import ArgumentParser

/// The manual page `tla-sim(1)`, in the language of `man`: what `--help` says of every command, so that the two cannot differ.
struct ManualPage {
    private(set) var text: String

    init() {
        text = ".TH TLA\\-SIM 1 \"\(Release.date)\" \"tla\\-sim \(Release.version)\"\n"
        let root = HelpSections(HelpLayout(TLASim.helpMessage(columns: HelpLayout.unbrokenColumns)))
        // Flush left, and no word is parted: options are copied.
        text += ".ad l\n.nh\n.SH NAME\ntla\\-sim \\- \(Self.escaped(Self.title(root[.overview].first?.prose ?? "")))\n"
        text += ".SH SYNOPSIS\n.B tla\\-sim\n.RI [ command ]\n.I input\n.RI [ options ]\n"
        text += ".SH DESCRIPTION\n"
        let (about, statuses) = Self.parted(Array(root[.overview].dropFirst()))
        add(about)
        text += ".SH COMMANDS\n"
        for command in TLASim.configuration.subcommands where command.configuration.shouldDisplay { add(command, statuses) }
        text += ".SH EXIT STATUS\n"
        // The heading says it already.
        add(Array(statuses.dropFirst()))
        text += ".SH SEE ALSO\n.I /usr/share/doc/tla\\-sim\nhas the guide, the pages on every form, and the scenarios.\n"
    }

    /// A command with its own explanation and options.
    private mutating func add(_ command: any ParsableCommand.Type, _ shared: [HelpLayout.Block]) {
        let sections = HelpSections(HelpLayout(TLASim.helpMessage(for: command, columns: HelpLayout.unbrokenColumns)))
        text += ".SS \(Self.escaped(command.configuration.commandName ?? ""))\n"
        if let abstract = sections[.overview].first { add([abstract]) }
        add(sections[.usage])
        let (about, statuses) = Self.parted(Array(sections[.overview].dropFirst()))
        add(about)
        if statuses != shared { add(statuses) }
        // How to ask for help and the version is the same everywhere.
        add(
            sections[.options].filter { if case .row(let label, _, _) = $0 { label != "--version" && label != "-h, --help" } else { true } }
        )
    }

    /// What stands before the table of exit statuses, and the table with its heading.
    private static func parted(_ blocks: [HelpLayout.Block]) -> (about: [HelpLayout.Block], statuses: [HelpLayout.Block]) {
        let start = blocks.firstIndex { $0.prose?.hasPrefix("Exit status") == true } ?? blocks.endIndex
        return (Array(blocks[..<start]), Array(blocks[start...]))
    }

    private mutating func add(_ blocks: [HelpLayout.Block]) {
        var isAmidExamples = false
        for block in blocks {
            let isExample = if case .example = block { true } else { false }
            if isExample != isAmidExamples { text += isExample ? ".PP\n.RS 4\n.nf\n" : ".fi\n.RE\n" }
            isAmidExamples = isExample
            switch block {
            case .blank: continue
            case .prose(let words): text += ".PP\n\(Self.escaped(words))\n"
            case .row(let label, let words, _):
                text += label.isEmpty ? ".PP\n" : ".TP\n.B \(Self.escaped(label))\n"
                text += "\(Self.escaped(words))\n"
            case .example(let line): text += "\(Self.escaped(line))\n"
            }
        }
        if isAmidExamples { text += ".fi\n.RE\n" }
    }

    /// What a list of manual pages says: without a capital and a full stop.
    private static func title(_ sentence: String) -> String {
        sentence.prefix(1).lowercased() + (sentence.hasSuffix(".") ? sentence.dropFirst().dropLast() : sentence.dropFirst())
    }

    /// A line that `man` shows as it stands.
    static func escaped(_ line: String) -> String {
        let escaped = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }
}

/// The parts of a help text, in which the parser puts headings of its own.
private struct HelpSections {
    enum Kind { case overview, usage, options }

    private var blocks: [Kind: [HelpLayout.Block]] = [:]

    subscript(kind: Kind) -> [HelpLayout.Block] { blocks[kind] ?? [] }

    init(_ help: HelpLayout) {
        var kind = Kind.overview
        for var block in help.blocks {
            if let words = block.prose {
                switch words {
                case _ where words.hasPrefix("OVERVIEW: "): block = .prose(String(words.dropFirst("OVERVIEW: ".count)))
                case _ where words.hasPrefix("USAGE: "):
                    kind = .usage
                    block = .prose(String(words.dropFirst("USAGE: ".count)))
                case "ARGUMENTS:", "OPTIONS:", "SUBCOMMANDS:":
                    kind = .options
                    continue
                default: break
                }
            }
            blocks[kind, default: []].append(block)
        }
    }
}

extension HelpLayout.Block {
    fileprivate var prose: String? { if case .prose(let text) = self { text } else { nil } }
}
