import Text

extension FuzzCase {
    /// A scenario with these modules, and nothing else.
    public func scenarioText() -> String {
        var text = "title: \"a random graph\"\nentry: \(Self.main.name)\n"
        appendModules(to: &text)
        return text
    }

    /// A scenario that shows a difference: it expects what the engine did.
    ///
    /// - Parameters:
    ///   - origin: which run found it, such as `seed 1, case 17`.
    ///   - engine: the engine's name and version.
    public func scenarioText(title: String, origin: String, engine: String, host: String, seen: FuzzResult, simulated: FuzzResult) -> String
    {
        var text = "title: \(yamlStringLiteral(title))\nabout: |\n  Found by tla-sim fuzz (\(origin)), and made smaller.\n"
        for (name, result) in [(engine, seen), ("tla-sim, host \(host)", simulated)] {
            text += "  \(name): \(oneLine(result.words)).\n"
            for line in result.lines { text += "    \(oneLine(line))\n" }
        }
        text += "host: \(host)\nentry: \(Self.main.name)\n"
        appendModules(to: &text)
        text += "expect:\n  trace: [\(seen.lines.map(yamlStringLiteral).joined(separator: ", "))]\n"
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
