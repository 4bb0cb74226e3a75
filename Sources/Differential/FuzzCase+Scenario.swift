import Text

extension FuzzCase {
    /// A scenario with these modules, and nothing else.
    public func scenarioText() -> String { scenarioText(entry: Self.main.name) }

    /// - Parameter entry: what is run.
    func scenarioText(entry: String) -> String {
        var text = "title: \"a random graph\"\nentry: \(entry)\n"
        appendModules(to: &text)
        return text
    }

    /// A scenario that shows a difference: it expects what the engine did.
    ///
    /// - Parameters:
    ///   - origin: which run found it, such as `seed 1, case 17`.
    ///   - engine: the engine's name and version.
    ///   - bundler: the bundler whose output was run; `nil` for none.
    public func scenarioText(
        title: String, origin: String, engine: String, host: String, bundler: String? = nil, seen: FuzzResult, simulated: FuzzResult
    ) -> String {
        var text = "title: \(yamlStringLiteral(title))\nabout: |\n  Found by tla-sim fuzz (\(origin)), and made smaller.\n"
        for (name, result) in [(engine, seen), ("tla-sim, host \(host)", simulated)] {
            text += "  \(name): \(oneLine(result.words)).\n"
            for line in result.lines { text += "    \(oneLine(line))\n" }
        }
        text += "host: \(host)\nentry: \(bundler == nil ? Self.main.name : Self.fileName(0))\n"
        appendModules(to: &text)
        guard let bundler else {
            text += "expect:\n  trace: [\(seen.lines.map(yamlStringLiteral).joined(separator: ", "))]\n"
            return text
        }
        // How the entry ends is told by the module that imports it, which is not bundled.
        let lines = seen.lines.filter { !$0.hasPrefix(Self.outcomeMark) }.map(yamlStringLiteral).joined(separator: ", ")
        text += "expect:\n  bundlers:\n    \(yamlStringLiteral(bundler)): {trace: [\(lines)]}\n"
        return text
    }

    private func appendModules(to text: inout String) {
        text += "modules:\n"
        for file in [Self.main] + files {
            text += "  \(file.name): |\n"
            for line in file.source.split(separator: "\n", omittingEmptySubsequences: false).dropLast() { text += "    \(line)\n" }
        }
    }

    private func oneLine(_ text: String) -> String { text.replacing("\n", with: " ") }
}
