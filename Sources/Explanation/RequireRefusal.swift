import Diagnostics
import JavaScript
import Simulator
import Trace

/// A `require()` of an ECMAScript module that Node.js refuses, and the code for which it does.
///
/// https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require
struct RequireRefusal {
    private enum Reason {
        /// The module, or one that it imports, awaits at its top level.
        case awaits(ModuleIndex)
        /// The module leads back to the code that requires it, by these modules.
        case cycle([ModuleIndex])
    }

    private let finder: EarlyUseFinder
    private let specifier: String
    private let user: ModuleIndex
    private let target: ModuleIndex
    private let reason: Reason

    /// - Parameter message: what is told of the error, with its code.
    init?(_ error: UncaughtError, _ message: String, _ finder: EarlyUseFinder) {
        // The other words are Bun's.
        let isAsync = message.contains("ERR_REQUIRE_ASYNC_MODULE") || message.contains("require() async module")
        guard isAsync || message.contains("ERR_REQUIRE_CYCLE_MODULE"), let frame = error.frames.first,
            let module = finder.read(frame.module), let offset = finder.offset(frame.position, in: frame.module),
            let specifier = module.specifier(ofCallAt: offset),
            let target = finder.trace[frame.module].requests.first(where: { $0.specifier == specifier })?.module
                ?? finder.module(named: specifier, besides: frame.module)
        else { return nil }
        (self.finder, self.specifier, user, self.target) = (finder, specifier, frame.module, target)
        if isAsync {
            guard let awaiting = finder.ways.first(from: target, where: { finder.trace[$0].hasTLA }) else { return nil }
            reason = .awaits(awaiting)
        } else {
            guard let way = finder.ways.way(from: target, to: frame.module) else { return nil }
            reason = .cycle(way)
        }
    }

    private func name(_ module: ModuleIndex) -> String { finder.trace[module].name }

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        problem.related += places
        return problem.suggest(remedies)
    }

    private var places: [RelatedPlace] {
        switch reason {
        case .awaits(let module):
            guard let read = finder.read(module), let wait = read.awaits.first(where: { $0.function == nil }),
                let location = finder.texts.location(at: read.start(of: wait.node), in: module)
            else { return [] }
            let whose = module == target ? "" : ", which '\(name(target))' imports,"
            return [RelatedPlace("'\(name(module))'\(whose) awaits here, and require() cannot wait", at: location)]
        case .cycle(let way):
            return zip(way, way.dropFirst()).prefix(8).compactMap { importer, asked in
                guard let request = finder.trace[importer].requests.firstIndex(where: { $0.module == asked }),
                    let location = finder.texts.location(ofRequest: request, of: importer)
                else { return nil }
                return RelatedPlace("'\(name(importer))' imports '\(name(asked))' here, and has not begun", at: location)
            }
        }
    }

    private var remedies: [String] {
        switch reason {
        case .awaits(let module):
            [
                "in \(name(user)), write await import('\(specifier)') in its place, in an async function or a module",
                "in \(name(module)), export a promise in the place of the await",
            ]
        case .cycle:
            [
                "move what \(name(user)) takes from \(name(target)) into a module of its own",
                "in \(name(user)), call require('\(specifier)') in a function that is called when \(name(target)) has run",
            ]
        }
    }
}

extension EarlyUseFinder {
    /// The module of a relative path, by the names of the run: what `createRequire()` gives asks for is no request of the module.
    fileprivate func module(named specifier: String, besides module: ModuleIndex) -> ModuleIndex? {
        guard specifier.hasPrefix("./") || specifier.hasPrefix("../") else { return nil }
        var parts = trace[module].name.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
        for part in specifier.split(separator: "/") {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else if part != "." {
                parts.append(String(part))
            }
        }
        let name = parts.joined(separator: "/")
        return trace.modules.indices.map { ModuleIndex($0) }.first { trace[$0].name == name }
    }
}

extension ReadModule {
    /// The text that a call is given which begins there, such as that of `require("./a.mjs")`.
    fileprivate func specifier(ofCallAt offset: UInt32) -> String? {
        for call in nodes(where: { if case .call = $0 { true } else { false } }) where start(of: call) == offset {
            if case .call(_, let arguments, _) = tree[call], let first = tree[arguments].first, case .string(let name) = tree[first] {
                return text(name)
            }
        }
        return nil
    }
}
