extension FuzzCase {
    /// The JavaScript of a module.
    ///
    /// Helpers are hoisted function declarations, so that no order of evaluation finds them in their dead zone.
    func source(of index: Int) -> String {
        let module = modules[index]
        let label = Self.label(index)
        var lines: [String] = []
        var seen: Set<FuzzImport> = []
        // Names exported twice would not parse, whatever pieces are together.
        var exported: Set<FuzzName> = []
        for item in module.imports where seen.insert(item).inserted {
            if case .reexport(let name) = item.form, !exported.insert(name).inserted { continue }
            lines.append(Self.source(of: item))
        }
        if module.body.contains(where: \.usesSleep) {
            lines.append("function sleep(ms) { return new Promise((resolve) => setTimeout(resolve, ms)); }")
        }
        lines.append("console.log(\"\(label) start\");")
        var hasThen = false
        var hasVariable = false
        for (position, statement) in module.body.enumerated() {
            let name = "\(label) \(position + 1)"
            switch statement {
            case .export(let exportedName):
                guard exported.insert(exportedName).inserted else { continue }
                if exportedName == .n { hasVariable = true }
            case .exportThen:
                if hasThen { continue }
                hasThen = true
            case .change: if !hasVariable { continue }
            default: break
            }
            lines.append(statement.source(name, number: position + 1))
        }
        if !module.body.contains(.throwError) { lines.append("console.log(\"\(label) end\");") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func source(of item: FuzzImport) -> String {
        let from = "from './\(fileName(item.target))';"
        let target = label(item.target)
        return switch item.form {
        case .bare: "import './\(fileName(item.target))';"
        case .named(let name): "import { \(name.rawValue) as \(name.rawValue)_\(target) } \(from)"
        case .namespace: "import * as ns_\(target) \(from)"
        case .deferred: "import defer * as ns_\(target) \(from)"
        case .starExport: "export * \(from)"
        case .reexport(let name): "export { \(name.rawValue) } \(from)"
        }
    }
}

extension FuzzStatement {
    fileprivate var usesSleep: Bool {
        switch self {
        case .sleep, .raceSleeps: true
        default: false
        }
    }

    /// - Parameters:
    ///   - name: what its lines begin with.
    ///   - number: unlike that of any other statement of the module.
    fileprivate func source(_ name: String, number: Int) -> String {
        func log(_ text: String) -> String { "console.log(\"\(name) \(text)\");" }
        func callback(_ text: String) -> String { "() => console.log(\"\(name) \(text)\")" }
        func chain(_ length: Int) -> String {
            "Promise.resolve()" + (1...max(length, 1)).map { ".then(\(callback("then \($0)")))" }.joined()
        }
        func waiting(_ expression: String, _ text: String, _ isAwaited: Bool) -> String {
            isAwaited ? "await \(expression);\n\(log(text))" : "\(expression).then(\(callback(text)));"
        }
        switch self {
        case .log: return log("log")
        case .awaitValue(let operand): return "await \(operand.rawValue);\n" + log("awaited")
        case .unreachedAwait: return "if (false) await null;"
        case .chain(let length): return chain(length) + ";"
        case .awaitChain(let length): return "await \(chain(length));\n" + log("awaited")
        case .microtask(let depth):
            var body = log("microtask \(max(depth, 1))")
            for level in stride(from: max(depth, 1) - 1, to: 0, by: -1) {
                body = log("microtask \(level)") + " queueMicrotask(() => { \(body) });"
            }
            return "queueMicrotask(() => { \(body) });"
        case .nextTick: return "process.nextTick(\(callback("tick")));"
        case .call(let function, let isAwaited):
            return "async function f\(number)() { \(log("called")) \(function.rawValue) }\n"
                + waiting("f\(number)()", "returned", isAwaited)
        case .combine(let combinator, let operands, let isAwaited):
            let list = operands.map(\.rawValue).joined(separator: ", ")
            return waiting("Promise.\(combinator.rawValue)([\(list)])", combinator.rawValue, isAwaited)
        case .catchRejection:
            return "try { await Promise.reject(new Error(\"\(name)\")); } catch (error) { console.log(`\(name) caught ${error.message}`); }"
        case .catchThrowing(let isLate):
            return """
                async function h\(number)() { \(isLate ? "await null; " : "")throw new Error("\(name)"); }
                try { await h\(number)(); } catch (error) { console.log(`caught ${error.message}`); } finally { \(log("finally")) }
                """
        case .tryFinally(let awaitsInFinally):
            return "try { await null; \(log("try")) } finally { \(awaitsInFinally ? "await null; " : "")\(log("finally")) }"
        case .forAwait(let operands):
            let list = operands.map(\.rawValue).joined(separator: ", ")
            return "for await (const item of [\(list)]) \(log("item"))"
        case .asyncGenerator(let count):
            return """
                async function* g\(number)() { for (let i = 0; i < \(count); i++) { \(log("yields")) yield Promise.resolve(i); } }
                for await (const item of g\(number)()) console.log(`\(name) ${item}`);
                """
        case .handledLate:
            return """
                const late\(number) = Promise.reject(new Error("\(name)"));
                queueMicrotask(() => late\(number).catch((error) => console.log(`late ${error.message}`)));
                """
        case .throwError: return "throw new Error(\"\(name) boom\");"
        case .looseRejection: return "Promise.reject(new Error(\"\(name) loose\"));"
        case .sleep(let delay): return "await sleep(\(delay));\n" + log("slept \(delay)")
        case .timer(let delay): return "setTimeout(\(callback("timer \(delay)")), \(delay));"
        case .timerInTimer(let first, let second):
            return """
                setTimeout(() => {
                  \(log("timer \(first)"))
                  queueMicrotask(\(callback("microtask")));
                  setTimeout(\(callback("timer \(second)")), \(second));
                }, \(first));
                """
        case .raceSleeps(let first, let second): return "await Promise.race([sleep(\(first)), sleep(\(second))]);\n" + log("raced")
        case .zeroTimers(let count):
            return (1...max(count, 1)).map {
                "setTimeout(() => { \(log("zero \($0)")) Promise.resolve().then(\(callback("after zero \($0)"))); }, 0);"
            }.joined(separator: "\n")
        case .clearedTimer(let delay):
            return "const t\(number) = setTimeout(\(callback("never")), \(delay));\nsetTimeout(() => clearTimeout(t\(number)), 0);"
        case .dynamicImport(let target, let form): return dynamicImport(name, target, form)
        case .dynamicImports(let targets, let combinator):
            let calls = targets.map { target in
                "import('./\(FuzzCase.fileName(target))').then(\(callback("imported \(FuzzCase.label(target))")))"
            }
            return "try { await Promise.\(combinator.rawValue)([\(calls.joined(separator: ", "))]); \(log(combinator.rawValue)) }"
                + " catch (error) { console.log(`\(name) failed ${error.message}`); }"
        case .export(let exported): return exportSource(exported, name)
        case .change: return "n = n * 10;"
        case .exportThen(let answers):
            return "export function then(resolve) { \(log("then")) \(answers ? "resolve(\"\(name)\");" : "")}"
        case .readNamed(let target, let read): return reading("\(read.rawValue)_\(FuzzCase.label(target))", read, name)
        case .readNamespace(let target, let read): return reading("ns_\(FuzzCase.label(target)).\(read.rawValue)", read, name)
        case .readLater(let target, let read):
            return "queueMicrotask(() => { \(reading("\(read.rawValue)_\(FuzzCase.label(target))", read, name)) });"
        case .namespaceKeys(let target):
            let namespace = "ns_\(FuzzCase.label(target))"
            return "try { console.log(`\(name) ${Object.keys(\(namespace)).join()} ${\"n\" in \(namespace)}`); }"
                + " catch (error) { console.log(`\(name) ${error.name}`); }"
        }
    }

    private func dynamicImport(_ name: String, _ target: Int, _ form: DynamicForm) -> String {
        let call = "import('./\(FuzzCase.fileName(target))')"
        let done = "console.log(\"\(name) imported \(FuzzCase.label(target))\")"
        let failed = "console.log(`\(name) failed ${error.message}`)"
        return switch form {
        case .caught: "try { await \(call); \(done); } catch (error) { \(failed); }"
        case .plain: "await \(call);\n\(done);"
        case .loose: "\(call).then(() => \(done), (error) => \(failed));"
        case .unhandled: "\(call).then(() => \(done));"
        }
    }

    private func exportSource(_ exported: FuzzName, _ name: String) -> String {
        switch exported {
        case .n: "export let n = 1;"
        case .c: "export const c = \"\(name) c\";"
        case .f: "export function f() { console.log(\"\(name) f\"); return \"f\"; }"
        case .inc: "export function inc() { n = n + 1; return n; }"
        case .v: "export var v = \"\(name) v\";"
        case .K: "export class K {}"
        case .default: "export default \"\(name) default\";"
        case .missing: ""
        }
    }

    private func reading(_ expression: String, _ read: FuzzName, _ name: String) -> String {
        let value =
            switch read {
            case .f, .inc: "\(expression)()"
            case .K: "typeof \(expression)"
            default: expression
            }
        return "try { console.log(`\(name) \(read.rawValue)=${\(value)}`); } catch (error) { console.log(`\(name) ${error.name}`); }"
    }
}
