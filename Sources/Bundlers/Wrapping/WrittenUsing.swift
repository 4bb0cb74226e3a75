import JavaScript
import Text

/// `using` declarations at the top level of a module, written out as bun writes them: a list, and a `try` around the module's statements.
struct WrittenUsing {
    static let (add, dispose) = ("__using", "__callDispose")
    static var names: [String] { [add, dispose, "Symbol", "TypeError", "SuppressedError"] }

    private let rewriting: Rewriting
    private let stack: String
    private let awaits: Bool

    /// The declarations of a module, in order.
    static func declarations(in module: AnalysedModule) -> [NodeID] {
        module.tree[module.tree.body].filter { if case .variables(let kind, _) = module.tree[$0] { kind.isUsing } else { false } }
    }

    /// - Parameters:
    ///   - rewriting: of a module whose bindings are declared outside.
    ///   - stack: a name for the list.
    init(_ declarations: [NodeID], in rewriting: Rewriting, stack: String) {
        var changed = rewriting
        var awaits = false
        let tree = rewriting.module.tree
        for item in declarations {
            guard case .variables(let kind, let list) = tree[item] else { continue }
            if kind == .awaitUsing { awaits = true }
            var text = Fragment()
            for declarator in tree[list] {
                guard case .declarator(let target, let value) = tree[declarator], !value.isNone else { continue }
                let last = kind == .awaitUsing ? "1" : "0"
                text.appendLine("\(target) = \(Self.add)(\(stack), \(value, as: .assignment), \(last));")
            }
            changed.replace(item, with: text)
        }
        self.rewriting = changed
        self.stack = stack
        self.awaits = awaits
    }

    /// The statements of a module in a function as esbuild writes them: its `using` become assignments, and nothing is disposed of. `nil` where there is none.
    static func forgotten(in rewriting: Rewriting) -> Fragment? {
        let items = declarations(in: rewriting.module)
        if items.isEmpty { return nil }
        var changed = rewriting
        let tree = rewriting.module.tree
        for item in items {
            guard case .variables(_, let list) = tree[item] else { continue }
            var text = Fragment()
            for declarator in tree[list] {
                guard case .declarator(let target, let value) = tree[declarator], !value.isNone else { continue }
                text.appendLine("\(target) = \(value, as: .assignment);")
            }
            changed.replace(item, with: text)
        }
        return "\(changed)"
    }

    /// The module's statements.
    var text: Fragment {
        var text: Fragment = "let \(stack) = [], \(stack)_error, \(stack)_failed;"
        text.appendLine("try {")
        text.appendLine("  \(rewriting)")
        text.appendLine("} catch (error) {")
        text.appendLine("  \(stack)_error = error;")
        text.appendLine("  \(stack)_failed = true;")
        text.appendLine("} finally {")
        let call = "\(Self.dispose)(\(stack), \(stack)_error, \(stack)_failed)"
        if awaits {
            text.appendLine("  const \(stack)_promise = \(call);")
            text.appendLine("  \(stack)_promise && await \(stack)_promise;")
        } else {
            text.appendLine("  \(call);")
        }
        text.appendLine("}")
        return text
    }

    /// The functions that stand before the modules, with the microtasks of bun's.
    static let runtime = """
        // Notes what has to be disposed of.
        var __using = (stack, value, isAsync) => {
          if (value == null) {
            if (isAsync) stack.push([isAsync]);
            return value;
          }
          if (typeof value !== "object" && typeof value !== "function") throw TypeError('Object expected to be assigned to "using" declaration');
          const method = (isAsync ? value[Symbol.asyncDispose] : undefined) ?? value[Symbol.dispose];
          if (typeof method !== "function") throw TypeError("Object not disposable");
          stack.push([isAsync, method, value]);
          return value;
        };
        // Disposes of it, the latest first: a promise where one has to be waited for.
        var __callDispose = (stack, error, hasFailed) => {
          const fail = (other) => {
            error = hasFailed ? new SuppressedError(other, error, "An error was suppressed during disposal") : other;
            hasFailed = true;
          };
          const next = () => {
            for (let entry; (entry = stack.pop()); ) {
              try {
                const result = entry[1] && entry[1].call(entry[2]);
                if (entry[0]) return Promise.resolve(result).then(next, (other) => (fail(other), next()));
              } catch (other) {
                fail(other);
              }
            }
            if (hasFailed) throw error;
          };
          return next();
        };
        """
}
