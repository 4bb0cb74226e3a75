import Trace

/// Where a bundle's run parts from that of the modules as they are, and why.
public struct BundleParting: Sendable, Equatable {
    /// An await of a module, in its own source.
    public struct Await: Sendable, Equatable {
        public var module: String
        public var position: Position
        /// As written.
        public var expression: String
    }

    /// Why a module does not do in the bundle what it does by itself.
    public enum Reason: Sendable, Equatable {
        /// The module begins behind an await of another one, which by itself it does not wait for: at these times, nanoseconds.
        case behind(module: String, wait: Await, time: Int64, nativeTime: Int64)
        /// The same, and the await is never done.
        case behindForEver(module: String, wait: Await)
        /// The module begins before one is done that it waits for by itself.
        case early(module: String, before: String, stands: Await?)
        /// The first module begins before the second, which by itself begins first.
        case beginsBefore(first: String, second: String)
        /// The module never begins.
        case neverBegins(module: String)
        /// The first goes on before the second, which by itself is first, at this time, nanoseconds; where the second stands then.
        case order(first: String, second: String, stands: Await?, time: Int64)
        /// The module goes on from its await later: at these times, nanoseconds.
        case late(module: String, wait: Await, time: Int64, nativeTime: Int64)
        /// The code of the module fails, which by itself it does not.
        case fails(module: String, error: String)
        /// By itself the program stands at this await for ever, and the bundle does not.
        case goesOn(wait: Await)
        /// The same module prints something else.
        case value(module: String)
        /// The run ended before.
        case ended
    }

    /// The first console line that differs, from 0; `nil` when all are alike.
    public var line: Int?
    /// What each prints there; `nil` where it prints no more.
    public var printed: (native: String?, bundle: String?)
    /// Why the lines differ, or without such a line why it takes another time; `nil` where neither does.
    public var reason: Reason?

    public static func == (a: Self, b: Self) -> Bool {
        a.line == b.line && a.printed == b.printed && a.reason == b.reason
    }

    /// - Parameters:
    ///   - native: the run of the modules as they are.
    ///   - bundle: that of the bundle, ``Trace/unbundled``.
    /// - Complexity: linear in the number of events.
    public init(_ native: Trace, _ bundle: Trace) {
        let lines = (native.console, bundle.console)
        let longest = max(lines.0.count, lines.1.count)
        func text(_ line: Int, _ list: [ConsoleLine]) -> String? { line < list.count ? list[line].text : nil }
        line = (0..<longest).first { text($0, lines.0) != text($0, lines.1) }
        printed = line.map { (text($0, lines.0), text($0, lines.1)) } ?? (nil, nil)
        let finder = ReasonFinder(native: RunHistory(native), bundle: RunHistory(bundle))
        if let line {
            reason = finder.reason(ofLine: line)
        } else if native.duration != bundle.duration || native.outcome != bundle.outcome {
            reason = finder.reasonOfTime()
        }
    }
}

/// Finds out from two runs why they part.
private struct ReasonFinder {
    let native: RunHistory
    let bundle: RunHistory

    private func placed(_ stand: RunHistory.Stand, in history: RunHistory) -> BundleParting.Await {
        BundleParting.Await(module: history.trace[stand.module].name, position: stand.position, expression: stand.expression)
    }

    /// The module of a line, in both runs.
    private func module(of line: Int, in history: RunHistory) -> (native: ModuleIndex, bundle: ModuleIndex)? {
        guard line < history.trace.console.count, let module = history.trace.console[line].module else { return nil }
        let name = history.trace[module].name
        guard let first = native.module(named: name), let second = bundle.module(named: name) else { return nil }
        return (first, second)
    }

    func reason(ofLine line: Int) -> BundleParting.Reason? {
        let here = line < bundle.lines.count ? bundle.lines[line] : bundle.trace.events.count
        let there = line < native.lines.count ? native.lines[line] : native.trace.events.count
        let wanted = module(of: line, in: native)
        let found = module(of: line, in: bundle)
        if let failure = failure(by: here) { return failure }
        // What should run now has not begun, or began too late.
        if let wanted, let reason = lateness(of: wanted, at: here, soonerThan: there) { return reason }
        // What runs now should wait.
        if let found, let reason = earliness(of: found, at: there) { return reason }
        if let wanted, let found, wanted != found {
            let name = bundle.trace[found.bundle].name
            if let begun = native.start(of: wanted.native), begun < there, (bundle.start(of: wanted.bundle) ?? .max) > here,
                bundle.start(of: wanted.bundle) != nil
            {
                return .beginsBefore(first: name, second: bundle.trace[wanted.bundle].name)
            }
            let stand = bundle.stand(of: wanted.bundle, at: here).map { placed($0, in: bundle) }
            return .order(first: name, second: bundle.trace[wanted.bundle].name, stands: stand, time: bundle.time(here))
        }
        if there == native.trace.events.count, let reason = passing() { return reason }
        if here == bundle.trace.events.count {
            if let wanted, bundle.start(of: wanted.bundle) == nil { return .neverBegins(module: bundle.trace[wanted.bundle].name) }
            return .ended
        }
        return (found ?? wanted).map { .value(module: bundle.trace[$0.bundle].name) }
    }

    /// What the program by itself waits for to its end, where the bundle has nothing to wait for.
    private func passing() -> BundleParting.Reason? {
        guard native.trace.outcome == .unsettled, bundle.trace.outcome != .unsettled, let open = native.openStands.first else { return nil }
        return .goesOn(wait: placed(open, in: native))
    }

    /// A failure of the bundle alone, before an event.
    private func failure(by event: Int) -> BundleParting.Reason? {
        guard native.failure == nil, let failure = bundle.failure, failure.event <= event else { return nil }
        return .fails(module: bundle.trace[failure.module].name, error: failure.error)
    }

    /// Why a module did not come so far in the bundle by an event as it does by itself.
    private func lateness(of module: (native: ModuleIndex, bundle: ModuleIndex), at event: Int, soonerThan there: Int) -> BundleParting
        .Reason?
    {
        let name = bundle.trace[module.bundle].name
        guard let nativeStart = native.start(of: module.native) else { return nil }
        guard let start = bundle.start(of: module.bundle) else {
            if let open = bundle.openStands.first(where: { $0.module != module.bundle }) {
                return .behindForEver(module: name, wait: placed(open, in: bundle))
            }
            return nil
        }
        let wait = bundle.awaitBehind(start, of: module.bundle)
        // By itself it may begin behind the same module.
        let isBehindByItself =
            wait.map {
                native.awaitBehind(nativeStart, of: module.native).map { native.trace[$0.module].name } == bundle.trace[$0.module].name
            } ?? true
        if let wait, !isBehindByItself || bundle.time(start) > native.time(nativeStart) {
            if isBehindByItself, let other = native.module(named: bundle.trace[wait.module].name), other != module.native,
                let reason = lateness(of: (other, wait.module), at: event, soonerThan: there), bundle.time(start) > native.time(nativeStart)
            {
                // What it waits for is late itself.
                return reason
            }
            if start >= event || bundle.time(start) > native.time(nativeStart) {
                return .behind(module: name, wait: placed(wait, in: bundle), time: bundle.time(start), nativeTime: native.time(nativeStart))
            }
        }
        guard let stand = bundle.stand(of: module.bundle, at: event) else { return nil }
        let same = native.standsOfModule[Int(module.native.rawValue)].lazy.map { native.stands[$0] }.first { $0.position == stand.position }
        guard let same, let nativeTo = same.to else { return nil }
        guard let to = stand.to else { return .behindForEver(module: name, wait: placed(stand, in: bundle)) }
        guard bundle.time(to) > native.time(nativeTo) else { return nil }
        return .late(module: name, wait: placed(stand, in: bundle), time: bundle.time(to), nativeTime: native.time(nativeTo))
    }

    /// Why a module came further in the bundle than it does by itself by an event.
    private func earliness(of module: (native: ModuleIndex, bundle: ModuleIndex), at event: Int) -> BundleParting.Reason? {
        guard let start = bundle.start(of: module.bundle) else { return nil }
        let nativeStart = native.start(of: module.native) ?? .max
        let name = bundle.trace[module.bundle].name
        // Of its imports, one that it begins before here and behind there.
        for request in native.trace[module.native].requests where request.phase == .evaluation {
            guard let target = request.module, native.trace.modules.indices.contains(Int(target.rawValue)), target != module.native,
                let other = bundle.module(named: native.trace[target].name), let nativeEnd = native.end(of: target),
                nativeEnd < nativeStart,
                bundle.start(of: other) != nil || bundle.end(of: other) == nil, (bundle.end(of: other) ?? .max) > start
            else { continue }
            let stand = bundle.stand(of: other, at: start)
            // One without a statement has nothing to be early of.
            if stand == nil, bundle.start(of: other) == nil { continue }
            return .early(module: name, before: bundle.trace[other].name, stands: stand.map { placed($0, in: bundle) })
        }
        guard nativeStart > event, nativeStart != .max, let waker = native.wakers[Int(module.native.rawValue)],
            native.trace.modules.indices.contains(Int(waker.rawValue)), let other = bundle.module(named: native.trace[waker].name),
            (bundle.end(of: other) ?? .max) > start
        else { return nil }
        return .early(
            module: name, before: native.trace[waker].name, stands: bundle.stand(of: other, at: start).map { placed($0, in: bundle) })
    }

    /// Why the bundle takes another time, where it prints the same: the first module that begins at another time.
    func reasonOfTime() -> BundleParting.Reason? {
        if let failure = failure(by: bundle.trace.events.count) { return failure }
        let order = native.trace.modules.indices.compactMap { index in native.starts[index].map { (ModuleIndex(index), $0) } }.sorted {
            $0.1 < $1.1
        }
        for (module, start) in order {
            guard let other = bundle.module(named: native.trace[module].name) else { continue }
            if let begun = bundle.start(of: other), bundle.time(begun) == native.time(start) { continue }
            if let reason = lateness(of: (module, other), at: bundle.trace.events.count, soonerThan: native.trace.events.count) {
                return reason
            }
            if let reason = earliness(of: (module, other), at: native.trace.events.count) { return reason }
        }
        return passing()
    }
}
