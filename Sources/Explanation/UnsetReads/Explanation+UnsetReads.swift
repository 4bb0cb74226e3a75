import Diagnostics
import JavaScript
import Programs
import Simulator
import Text
import Trace

/// Values of other modules that were undefined when they were read, and came later: nothing fails, and undefined is printed, added or kept.
extension Explanation {
    /// So many are told.
    private static let unsetLimit = 8

    /// - Parameter told: what is told already.
    func findUnsetReads(besides told: [Finding]) -> [Finding] {
        guard !run.unsetReads.isEmpty, trace.bundler == nil, program.making == nil, run.trace.sources.isEmpty else { return [] }
        let finder = recordedFinder
        var places: Set<Place> = []
        for finding in told {
            places.formUnion(
                (finding.diagnostic.related.map(\.location) + [finding.diagnostic.location].compactMap { $0 }).map { Place($0) })
        }
        var found: [Finding] = []
        var seen: Set<SourceLocation> = []
        // What has ended the run may be for want of what came before, and the value did not come any more.
        let isUnexplained = told.contains { $0.kind == .error && $0.remedies.isEmpty && $0.diagnostic.severity == .error }
        for read in finder.run.unsetReads where found.count < Self.unsetLimit {
            guard let use = finder.unsetUse(read), let location = finder.texts.location(at: use.start, in: use.module.index),
                !places.contains(Place(location)), let reason = finder.reason(of: use),
                read.isSetLater || reason.staysUndefined || isUnexplained && reason.isOfOrder, seen.insert(location).inserted
            else { continue }
            let words = UnsetUseWords(use, reason, finder)
            let finding = words.finding(at: location, program)
            // What one change mends is told once.
            if let first = found.firstIndex(where: { $0.diagnostic.suggestion == finding.diagnostic.suggestion }) {
                found[first].diagnostic.related.append(RelatedPlace("\(words.value) is undefined here too", at: location))
            } else {
                found.append(finding)
            }
        }
        return found
    }

    /// A line: what an error tells of a declaration stands for what that reads.
    private struct Place: Hashable {
        var file: String
        var line: Int

        init(_ location: SourceLocation) { (file, line) = (location.file, location.line) }
    }

    /// How far modules were only a recorded run tells.
    var recordedFinder: EarlyUseFinder {
        if !run.trace.events.isEmpty, !run.trace.modules.isEmpty { return finder }
        let recorded = program.run(RunOptions(host: Self.host(of: run, program), seed: run.trace.seed))
        return EarlyUseFinder(recorded, recorded.trace.unbundled, SourceTexts(recorded, program))
    }
}
