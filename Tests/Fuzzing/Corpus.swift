import Differential
import Foundation
import Programs
import Scenario

/// The inputs that mutation starts from: what people wrote.
public enum Corpus {
    /// The scenarios of a folder and the modules in them, as inputs for the target, in the order of their paths.
    public static func seeds(for target: FuzzTarget, scenarios folder: String) throws -> [[UInt8]] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        var documents: [[UInt8]] = []
        var modules: [[UInt8]] = []
        for path in paths {
            let file = folder + "/" + path
            if path.hasSuffix(".mjs") { modules.append(try contents(file)) }
            guard path.hasSuffix(".yaml") else { continue }
            let bytes = try contents(file)
            documents.append(bytes)
            guard let scenario = try? Scenario.read(bytes: bytes, name: path, folder: folder) else { continue }
            guard let program = try? Program(scenario: scenario) else { continue }
            for module in program.knownModules {
                if let text = try? program.text(of: module), !text.isJSON { modules.append(text.file.bytes) }
            }
        }
        let scenarios = documents.enumerated().map { [digit($0.offset % 5)] + $0.element }
        let programs = modules.enumerated().map { [digit(5 + $0.offset % 5)] + $0.element }
        switch target {
        case .yaml: return documents
        case .parser: return modules
        case .console, .drawing, .bundling, .lint, .play: return scenarios + programs
        case .regexp:
            var random = FuzzRandom(seed: 1)
            return (0..<500).map { _ in
                let made = RandomPattern(&random)
                return Array("\(made.flags)\n\(made.pattern)\n\(made.text)".utf8)
            }
        case .limits: return Attacks.programs.enumerated().map { [digit($0.offset % 5)] + Array($0.element.utf8) }
        }
    }

    private static func digit(_ value: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(value) }

    public static func contents(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
}
