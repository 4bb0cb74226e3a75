import Foundation
import Fuzzing
import TestSupport
import Testing

@Suite("Inputs that broke something")
struct CrasherTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Crashers")

    @Test("each kept input goes through its target", arguments: FuzzTarget.allCases)
    func keptInputs(target: FuzzTarget) throws {
        let folder = Self.folder.appending(path: target.rawValue)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []
        for name in names {
            let input = try Corpus.contents(folder.appending(path: name).path)
            try onLargeStack {
                #expect(throws: Never.self, "\(target.rawValue)/\(name)") { try target.check(input, isThorough: true) }
            }
        }
    }

    @Test("only inputs of targets are kept")
    func folders() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let known = Set(FuzzTarget.allCases.map(\.rawValue) + ["README.md"])
        #expect(Set(names).isSubset(of: known), "nothing would ever try the others")
    }
}
