import Bundlers
import Testing

@testable import Campaign

/// Models that are said to make the same.
@Suite struct TwinTests {
    @Test func `twins make the same to the byte`() throws {
        var pairs: Set<String> = []
        for number in 0..<40 {
            let graph = try LinkedGraph(RandomGraph(seed: 7, number: number).program)
            for bundler in Bundler.all {
                guard let twin = bundler.twin(for: graph) else { continue }
                pairs.insert("\(bundler.name) \(twin)")
                let other = try #require(Bundler.named(twin))
                for isSplitting in [nil, true, false] as [Bool?] {
                    var options = BundleOptions()
                    options.isSplitting = bundler.splitsByDefault == nil ? nil : isSplitting
                    let made = try bundler.bundle(graph, options)
                    let same = try other.bundle(graph, options)
                    #expect(made.entries == same.entries)
                    #expect(made.files.map(\.name) == same.files.map(\.name))
                    #expect(made.files.map(\.source.bytes) == same.files.map(\.source.bytes), "\(bundler.name), case \(number)")
                }
            }
        }
        #expect(pairs == ["rspack webpack", "vite rolldown"])
    }
}
