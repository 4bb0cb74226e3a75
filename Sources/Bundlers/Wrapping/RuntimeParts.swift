import JavaScript
import Programs

/// The functions of a tool's own that some modules of a program need in their file.
struct RuntimeParts: OptionSet, Sendable {
    let rawValue: UInt8

    /// Makes a function of a CommonJS module.
    static let commonJS = RuntimeParts(rawValue: 1)
    /// Makes what importers see of CommonJS.
    static let toModule = RuntimeParts(rawValue: 2)
    /// Makes what `require()` gives of a module.
    static let toCommonJS = RuntimeParts(rawValue: 4)
    /// Adds what an `export *` finds when it runs.
    static let addsExports = RuntimeParts(rawValue: 8)
    /// Stands for a `require()` of what is not in the program.
    static let require = RuntimeParts(rawValue: 16)
    /// Makes namespace objects.
    static let exports = RuntimeParts(rawValue: 32)
    /// Makes a function run once.
    static let once = RuntimeParts(rawValue: 64)
    /// Disposes of what `using` holds.
    static let using = RuntimeParts(rawValue: 128)

    private static let ofCommonJS: RuntimeParts = [.commonJS, .toModule, .toCommonJS, .addsExports, .require]

    /// What modules need that stand in files of their entries.
    ///
    /// - Parameter namespaces: the modules whose namespace objects are made.
    static func of(
        _ modules: [ModuleNumber], _ graph: LinkedGraph, _ style: WrapStyle, _ plan: WrapPlan, namespaces: Set<ModuleNumber>
    ) -> RuntimeParts {
        var parts: RuntimeParts = []
        for module in modules {
            let linked = graph[module]
            func isKept(_ target: ModuleNumber) -> Bool { plan.isCommonJS(target) && !plan.isConverted(target) }
            if plan.isWrapped(module), !plan.isConverted(module) { parts.insert(plan.isCommonJS(module) ? .commonJS : .once) }
            if plan.isConverted(module), plan.isRunLate(module) { parts.insert(.once) }
            if linked.targets.contains(where: isKept) { parts.insert(.toModule) }
            if !style.importsRawCommonJS, linked.calls.contains(where: { $0.target.map(isKept) ?? false }) { parts.insert(.toModule) }
            if linked.requires.contains(where: { !plan.isCommonJS($0.target) }) { parts.insert(.toCommonJS) }
            if linked.asksHost { parts.insert(.require) }
            if namespaces.contains(module) {
                parts.insert(.exports)
                if !graph.exports.addingStars(of: module).isEmpty { parts.insert(.addsExports) }
            }
            if style.writesUsingOut, !WrittenUsing.declarations(in: linked.analysed).isEmpty { parts.insert(.using) }
        }
        return parts
    }

    /// The names of the functions, as files take them of each other.
    func names(_ style: WrapStyle) -> [String] {
        var names: [String] = []
        func add(_ part: RuntimeParts, _ name: String...) { if contains(part) { names += name } }
        add(.commonJS, style.commonJS.helper)
        add(.toModule, CommonJSRuntime.toModule)
        add(.toCommonJS, CommonJSRuntime.toCommonJS)
        add(.addsExports, CommonJSRuntime.addExports)
        add(.require, CommonJSRuntime.require)
        add(.exports, style.exportHelper)
        add(.once, style.helper)
        add(.using, WrittenUsing.add, WrittenUsing.dispose)
        return names
    }

    /// The text of the functions.
    func text(_ style: WrapStyle) -> Fragment {
        var text = Fragment()
        if !isDisjoint(with: Self.ofCommonJS) { text.appendLine(Fragment(style.commonJS.text(self))) }
        if contains(.exports) { text.appendLine(Fragment(style.exportHelperText)) }
        if contains(.once) { text.appendLine(Fragment(WrapRuntime.once(style.helper))) }
        if contains(.using) { text.appendLine(Fragment(WrittenUsing.runtime)) }
        return text
    }
}
