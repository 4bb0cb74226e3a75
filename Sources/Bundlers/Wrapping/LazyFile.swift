import Diagnostics
import JavaScript
import Programs

/// One file with all that an entry leads to.
struct LazyFile {
    private let file: WrappedFile
    private let entry: ModuleNumber
    /// Whether the entry is asked for by `import()`.
    private let isBehindImport: Bool

    /// - Parameter order: the order of the modules, if it is not that of a walk from the entry through imports and calls.
    init(
        _ symbols: ProgramSymbols, _ style: WrapStyle, _ plan: WrapPlan, entry: ModuleNumber, isBehindImport: Bool, order: FileOrder? = nil
    ) {
        let order = order ?? FileOrder(symbols.graph, plan, from: [entry], followsCalls: true) { _ in true }
        var context = WrappedFile.Context()
        if isBehindImport { context.namespaces = [entry] }
        file = WrappedFile(symbols, style, plan, order, context)
        self.entry = entry
        self.isBehindImport = isBehindImport
    }

    /// What stands behind them: the entry is run, and its exports are the file's.
    private var tail: Fragment {
        var text = Fragment()
        if isBehindImport {
            text.appendLine(Fragment("await \(file.importExpression(entry, needsResult: true));"))
        } else if file.plan.isWrapped(entry) {
            text.appendLine(Fragment("\(file.run(entry));"))
        }
        return text
    }

    private var parts: [Fragment] { [file.runtime, file.modules(), tail].filter { !$0.isEmpty } }

    func printed(as format: BundleFormat) throws(DiagnosticList) -> Bundle.File {
        var text = Fragment()
        func add(_ part: Fragment) {
            if part.isEmpty { return }
            if !text.isEmpty { text.append("\n") }
            text.appendLine(part)
        }
        for part in parts { add(part) }
        if !isBehindImport { text.appendLine(file.exports(of: entry)) }
        let name = file.graph[entry].fileName
        return Bundle.File(name: name, source: text.printed(as: name), modules: file.order.modules)
    }
}
