import ArgumentParser
import Bundlers
import Diagnostics
import Programs
import Text

/// The bundler whose output is taken in the place of the program.
struct BundlerOption: ParsableArguments {
    @Option(
        name: .customLong("bundler"),
        help: ArgumentHelp(
            "Take what a bundler makes of the program; tla-sim bundlers lists them. Without it the modules as they are.", valueName: "name"),
        completion: .list(Bundler.all.map(\.name)))
    var name: String?

    @OptionGroup var chunks: ChunkOptions

    /// The model; `nil` for the modules as they are.
    var bundler: Bundler? { name.flatMap(Bundler.named) }

    func validate() throws {
        if let name, Bundler.named(name) == nil { throw Self.unknown(name) }
        if name == nil, !chunks.isEmpty { throw ValidationError("--splitting and --chunk are for a bundler. Write --bundler too.") }
    }

    static func unknown(_ name: String) -> ValidationError {
        unknownName(name, of: "bundler", among: Bundler.all.map(\.name))
    }

    /// What the bundler makes of a program, as a program. What keeps it from that is said, and ends the command.
    func applied(to program: Program) throws -> Program {
        guard let bundler else { return program }
        return try bundle(program, with: bundler, chunks.options).program
    }
}

/// What a bundler is asked of chunks.
struct ChunkOptions: ParsableArguments {
    enum Splitting: String, ExpressibleByArgument, CaseIterable { case on, off }

    @Option(
        help: ArgumentHelp("Whether the bundler makes chunks: on or off. Without it what the bundler does by itself.", valueName: "on|off"))
    var splitting: Splitting?

    @Option(
        name: .customLong("chunk"), parsing: .singleValue,
        help: ArgumentHelp("Put modules into a chunk of that name. May be given several times.", valueName: "name=a,b"))
    var groups: [String] = []

    var isEmpty: Bool { splitting == nil && groups.isEmpty }

    func validate() throws {
        for text in groups where Self.group(text) == nil {
            throw ValidationError("A chunk is written name=module,module, such as vendor=a.mjs,b.mjs, found '\(text)'.")
        }
    }

    var options: BundleOptions {
        var options = BundleOptions()
        options.isSplitting = splitting.map { $0 == .on }
        // A name that is given again adds to its chunk.
        for group in groups.compactMap(Self.group) {
            if let index = options.manualChunks.firstIndex(where: { ExactText($0.name) == ExactText(group.name) }) {
                options.manualChunks[index].modules += group.modules
            } else {
                options.manualChunks.append(group)
            }
        }
        return options
    }

    /// `vendor=a.mjs,b.mjs`.
    private static func group(_ text: String) -> BundleOptions.ManualChunk? {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
        let modules = text[text.index(after: equals)...].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard modules.allSatisfy({ !$0.isEmpty }) else { return nil }
        return BundleOptions.ManualChunk(name: String(text[..<equals]), modules: modules)
    }
}

/// The bundlers of a list with commas between them; `all` stands for every one.
///
/// - Parameter option: the option that has the list, for a message.
/// - Throws: that one is not known, or that none is named.
func listedBundlers(_ list: String, of option: String) throws -> [Bundler] {
    let names = listedNames(list)
    for name in names where name != "all" && Bundler.named(name) == nil {
        throw unknownName(name, of: "bundler", among: ["all"] + Bundler.all.map(\.name))
    }
    guard !names.isEmpty else { throw ValidationError("\(option) names no bundler. Write \(option) all, or names with commas.") }
    return names.contains("all") ? Bundler.all : names.compactMap(Bundler.named)
}

/// What a bundler makes of a program. What it warns of is said; what keeps it from making anything is said, and ends the command.
func bundle(_ program: Program, with bundler: Bundler, _ options: BundleOptions) throws -> Bundle {
    do throws(DiagnosticList) {
        let bundle = try bundler.bundle(program, options)
        report(bundle.warnings)
        return bundle
    } catch {
        report(error.diagnostics)
        throw ExitCode(ExitStatus.ofBundling(error.diagnostics))
    }
}
