import Diagnostics
import Programs

extension RandomGraph {
    static func fileName(_ index: Int) -> String { "\(index).mjs" }

    /// The modules that the entry leads to, with their texts, the entry last or where a cycle puts it.
    public var files: [(name: String, source: String)] {
        zip(modules.indices, isReachable).filter(\.1).map { (Self.fileName($0.0), source(of: $0.0)) }
    }

    public var entryName: String { Self.fileName(entry) }

    /// The graph as a program, made without a document.
    public var program: Program {
        let made = files.map { file in
            MadeModule(name: file.name, text: ModuleText(file: SourceFile(name: file.name, bytes: Array(file.source.utf8))))
        }
        return Program(made: made, entries: [entryName], title: "a random graph")
    }

    private func source(of index: Int) -> String {
        let module = modules[index]
        var text = "console.log('\(index) before')\n"
        if module.awaits { text += "await 0\nconsole.log('\(index) in between')\n" }
        if module.reacts { text += "\nPromise.resolve().then(() => {\n  console.log('\(index) after')\n})\n" }
        for (position, call) in module.calls.enumerated() { text += "\n" + source(of: call, number: position + 1, in: index) }
        if !module.imports.isEmpty { text += "\n" }
        for target in module.imports { text += "import \"./\(Self.fileName(target))\"\n" }
        return text
    }

    private func source(of call: Call, number: Int, in index: Int) -> String {
        let imported = "import(\"./\(Self.fileName(call.target))\")"
        let printed = "console.log('\(index) has \(call.target)')"
        let function = "async function load\(number)() {\n  await \(imported)\n  \(printed)\n}\n"
        return switch call.form {
        case .awaited: "await \(imported)\n\(printed)\n"
        case .loose: "\(imported).then(() => {\n  \(printed)\n})\n"
        case .awaitedFunction: function + "await load\(number)()\n"
        case .looseFunction: function + "load\(number)()\n"
        }
    }
}
