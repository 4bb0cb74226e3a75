import Text
import Trace

/// Finds modules by the specifier that another module wrote.
///
/// For pictures only: a call of `import()` that never settled does not say where it led.
struct ModuleNames {
    private let trace: Trace
    private var byName: [ExactText: Int] = [:]

    init(_ trace: Trace) {
        self.trace = trace
        for (index, module) in trace.modules.enumerated() where byName[ExactText(module.name)] == nil {
            byName[ExactText(module.name)] = index
        }
    }

    /// The module that `specifier` names in the module at index `referrer`; `nil` when there is none of that name.
    func module(_ specifier: String, from referrer: Int) -> Int? {
        if let exact = byName[ExactText(specifier)] { return exact }
        guard specifier.hasPrefix("./") || specifier.hasPrefix("../"), trace.modules.indices.contains(referrer) else { return nil }
        var parts = trace.modules[referrer].name.split(separator: "/").dropLast().map(String.init)
        for part in specifier.split(separator: "/") {
            switch part {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(String(part))
            }
        }
        return byName[ExactText(parts.joined(separator: "/"))]
    }
}
