import Diagnostics
import JavaScript
import Text

/// What a program asks for and what is not there, found in its text: a run would come upon one after the other.
public struct MissingModules: Sendable {
    /// The specifiers of packages that are not installed, and of native add-ons; sorted, each package once.
    public private(set) var names: [String] = []

    /// How many modules are looked at.
    private static let moduleLimit = 20_000

    /// Reads what the program's modules lead to. Linear in the length of their texts.
    ///
    /// Deep nesting of brackets and blocks needs stack: make it on a thread with 16 MB.
    public init(of program: Program, conditions: [String], hostModules: [String]) {
        let limits = program.effectiveLimits
        var reader = program.reader(sourceLimit: limits.sourceBytes)
        let hostModules = Set(hostModules)
        let sortedModules = hostModules.sorted()
        let importing = ResolutionRules(.import, conditions: conditions + ["import"], hostModules: sortedModules)
        let requiring = ResolutionRules(.require, conditions: conditions + ["require"], hostModules: sortedModules)
        var found: Set<String> = []
        var known = Set(program.entries)
        var queue = program.entries
        for preload in program.preloads {
            let rules = ResolutionRules(preload.manner == .require ? .require : .import, conditions: conditions)
            if let key = try? program.resolve(preload.specifier, from: program.preloadPlace, rules, reader: &reader),
                known.insert(key).inserted
            {
                queue.append(key)
            }
        }
        var index = 0
        while index < queue.count, index < Self.moduleLimit {
            let key = queue[index]
            index += 1
            guard !program.isStub(key), let text = try? program.read(key, reader: &reader), !text.isJSON else { continue }
            for (specifier, manner) in Self.specifiers(of: text, nesting: limits.nesting) {
                if specifier.hasPrefix("node:") || hostModules.contains(specifier) { continue }
                if specifier.hasSuffix(".node"), program.stub(for: specifier) == nil {
                    found.insert(specifier)
                    continue
                }
                let rules = manner == .require ? requiring : importing
                if let target = try? program.resolve(specifier, from: key, rules, reader: &reader) {
                    if known.insert(target).inserted { queue.append(target) }
                } else if reader.packageProblem?.kind == .missingPackage, !specifier.hasPrefix("#"), let meant = PackageName(of: specifier)
                {
                    found.insert(meant.name)
                }
            }
        }
        names = found.sorted()
    }

    /// What a text asks for: by import declarations, `import()` and `require()`, as far as it says that in so many words.
    private static func specifiers(of text: ModuleText, nesting: Int) -> [(specifier: String, manner: ResolutionRules.Manner)] {
        let mayBeBoth = if case .undecided = text.format { true } else { false }
        var results = AnalysedModule.looking(at: [(text.file, text.format == .commonJS)], nesting: nesting)
        if mayBeBoth, case .failure? = results.first { results = AnalysedModule.looking(at: [(text.file, true)], nesting: nesting) }
        guard case .success(let module)? = results.first else { return [] }
        var found: [(specifier: String, manner: ResolutionRules.Manner)] = []
        for request in module.tree.requests { found.append((module.names.string(request.specifier), .import)) }
        for node in module.tree.nodes {
            if case .importCall(let specifier, _, _) = node, let name = module.tree.constantText(of: specifier) {
                found.append((module.names.string(name), .import))
            }
        }
        if text.format != .module {
            for name in CommonJSReading.required(in: module.tree, names: module.names) {
                found.append((module.names.string(name), .require))
            }
        }
        return found
    }

    /// What to add to a command, so that the program runs without them; `nil` where nothing is missing.
    public var advice: String? {
        if names.isEmpty { return nil }
        let flags = names.prefix(40).map { "--stub " + ($0.contains("*") || $0.contains(" ") ? "'\($0)'" : visibleText($0)) }
        let rest = names.count > 40 ? " and \(names.count - 40) more" : ""
        return "to run without what is missing, add \(flags.joined(separator: " "))\(rest)"
    }
}
