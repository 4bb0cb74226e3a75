import Scenario
import Text

/// A module that stands in the place of one that is not there: whatever is done with it gives a thing of its own kind.
///
/// So a start-up goes on where a package is not installed, or touches what no simulated run has.
public struct ModuleStub: Hashable, Sendable {
    /// The specifier that it stands for, in which `*` stands for any text.
    public var pattern: String
    /// How long it takes to arrive; nanoseconds.
    public var load: Int64

    public init(_ pattern: String, load: Int64 = 0) {
        self.pattern = pattern
        self.load = load
    }

    /// `express`, `@scope/*` or `pg=20ms`.
    ///
    /// - Returns: `nil` where what stands behind the `=` is no time, or nothing before it.
    public init?(parsing text: String) {
        guard let equals = text.lastIndex(of: "=") else {
            if text.isEmpty { return nil }
            self.init(text)
            return
        }
        guard equals != text.startIndex, let time = try? VirtualDuration(parsing: String(text[text.index(after: equals)...])) else {
            return nil
        }
        self.init(String(text[..<equals]), load: time.nanoseconds)
    }

    /// Whether it stands for a specifier: for that of its pattern, and for what lies in a package that it names.
    func matches(_ specifier: String) -> Bool {
        guard hasStars else { return specifier.hasPrefix(pattern) && (specifier == pattern || specifier.hasPrefix(pattern + "/")) }
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard specifier.hasPrefix(parts[0]), specifier.hasSuffix(parts[parts.count - 1]) else { return false }
        guard specifier.utf8.count >= parts[0].utf8.count + parts[parts.count - 1].utf8.count else { return false }
        // Each part in between as early as it can be.
        var rest = specifier.dropFirst(parts[0].count).dropLast(parts[parts.count - 1].count)
        for part in parts[1..<(parts.count - 1)] where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }

    private var hasStars: Bool { pattern.utf8.contains(UInt8(ascii: "*")) }

    /// What ``matches(_:)`` takes, as ``ModuleReader/takeWork()`` counts.
    func work(for specifier: String) -> Int { hasStars ? 8 + pattern.utf8.count + specifier.utf8.count : 4 }

    // MARK: As a module

    private static let ending = " (stub)"

    /// The module that stands for a specifier; its name says in every picture what it is.
    static func key(of specifier: String) -> ModuleKey { ModuleKey(shortened(specifier) + ending) }

    /// Whether a module is a stub.
    static func isOne(_ path: String) -> Bool { path.hasSuffix(ending) }

    /// The specifier that a stub stands for.
    static func specifier(of path: String) -> String { String(path.dropLast(ending.count)) }

    /// A CommonJS module. What it exports can be called, constructed, read from and iterated, and is no thenable.
    static let text = #"""
        "use strict";
        const { Proxy, Map } = globalThis;
        function stub(path) {
          const known = new Map();
          const next = (key, suffix) => {
            if (!known.has(key)) known.set(key, stub(path + suffix));
            return known.get(key);
          };
          return new Proxy(function () {}, {
            get(target, key) {
              if (key === "then" || key === "toJSON" || key === "__esModule") return undefined;
              if (key === Symbol.toPrimitive) return () => `[${path}]`;
              if (key === Symbol.iterator) return function* () {};
              if (typeof key === "symbol" || Object.hasOwn(target, key)) return target[key];
              return next(key, "." + key);
            },
            apply: () => next("()", "()"),
            construct: () => next("new", "()"),
          });
        }
        module.exports = stub(__filename);
        """#
}

extension Program {
    /// What ``stub(for:)`` takes, as ``ModuleReader/takeWork()`` counts.
    public func stubSteps(for specifier: String) -> Int {
        stubs.isEmpty ? 0 : stubs.reduce(0) { $0 + $1.work(for: specifier) }
    }

    /// The stub that stands for a specifier; `nil` where there is none.
    public func stub(for specifier: String) -> ModuleStub? {
        stubs.isEmpty ? nil : stubs.first { $0.matches(specifier) }
    }

    /// Whether a module is a stub: it has whatever is asked of it.
    public func isStub(_ key: ModuleKey) -> Bool { !stubs.isEmpty && ModuleStub.isOne(key.path) }
}
