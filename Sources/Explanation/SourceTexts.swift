import Diagnostics
import JavaScript
import Programs
import Simulator
import Trace

/// The texts of a run's modules, as the run read them, and what they say: parsed when somebody asks, and once.
///
/// Modules are those of ``Trace/unbundled``: of a bundle the user's own.
public final class SourceTexts {
    private let program: Program
    private let files: [SourceFile?]
    private var modules: [ModuleIndex: AnalysedModule?] = [:]
    private var readModules: [ModuleIndex: ReadModule] = [:]
    /// By module: where its parts come from, where a bundler wrote it.
    private var origins: [ModuleIndex: BundleOrigins] = [:]
    /// How many more bytes are parsed: explaining a run must not take longer than running it.
    private var bytesLeft = 16_000_000

    init(_ run: Run, _ program: Program) {
        self.program = program
        files = run.trace.sources.isEmpty ? run.sourceFiles : Self.sources(of: run, program)
    }

    /// The texts that a bundle was made of, by their numbers.
    private static func sources(of run: Run, _ program: Program) -> [SourceFile?] {
        if let making = program.making, making.sources.count == run.trace.sources.count { return making.sources.map(\.text) }
        var files = [SourceFile?](repeating: nil, count: run.trace.sources.count)
        var pending = run.sourceFiles.compactMap { $0?.origins }
        var seen: Set<ObjectIdentifier> = []
        while let origins = pending.popLast() {
            guard seen.insert(ObjectIdentifier(origins)).inserted else { continue }
            for source in origins.sources {
                if let inner = source.origins {
                    pending.append(inner)
                } else if files.indices.contains(Int(source.number)) {
                    files[Int(source.number)] = source
                }
            }
        }
        return files
    }

    /// The text of a module; `nil` for JSON, and for what was not loaded.
    public func file(of module: ModuleIndex) -> SourceFile? {
        files.indices.contains(Int(module.rawValue)) ? files[Int(module.rawValue)] : nil
    }

    /// The module's tree and what its names mean; `nil` where there is no text, and where so much was parsed already that it is left.
    public func analysed(_ module: ModuleIndex) -> AnalysedModule? {
        if let known = modules[module] { return known }
        var made: AnalysedModule?
        if let file = file(of: module), file.bytes.count <= bytesLeft {
            bytesLeft -= file.bytes.count
            made = try? AnalysedModule(file, nesting: program.effectiveLimits.nesting, parts: ParserLimits.partsForWords)
        }
        modules[module] = .some(made)
        return made
    }

    /// The same with what is looked up in it.
    func read(_ module: ModuleIndex) -> ReadModule? {
        if let known = readModules[module] { return known }
        let made = analysed(module).map { ReadModule(module, $0) }
        readModules[module] = made
        return made
    }

    // MARK: Places

    /// Where the specifier of a module's request stands.
    func location(ofRequest request: Int, of module: ModuleIndex) -> SourceLocation? {
        guard let read = read(module), read.tree.requests.indices.contains(request) else { return nil }
        return location(at: read.tree.requests[request].range.start, in: module)
    }

    /// A place of the trace in the file that a person edits.
    public func location(of position: Position, in module: ModuleIndex) -> SourceLocation? {
        guard let file = file(of: module) else { return nil }
        // All of a scenario's modules stand in its document, or in files of their own.
        let name = file.segments.first?.location.file ?? file.name
        return SourceLocation(file: name, line: Int(position.line), column: Int(position.column))
    }

    /// A place in a module's text. Linear in the length of that.
    public func location(at offset: UInt32, in module: ModuleIndex) -> SourceLocation? { file(of: module)?.location(at: offset) }

    /// Where a place of the trace stands in the module's text. Linear in the length of that.
    public func offset(of position: Position, in module: ModuleIndex) -> UInt32? {
        file(of: module)?.offset(ofLine: Int(position.line), column: Int(position.column))
    }

    /// Where the code at a place comes from, where the text is a bundler's and says it.
    func origin(of position: Position, in module: ModuleIndex) -> BundleOrigins.Origin? {
        guard let file = file(of: module), let offset = offset(of: position, in: module) else { return nil }
        if let known = origins[module] { return known.origin(at: offset) }
        let made = program.origins(of: file)
        origins[module] = made
        return made.origin(at: offset)
    }

    /// A problem at a place of the trace, with the line that it stands in.
    ///
    /// - Parameter width: how many columns it covers; `nil` for one, or for all of a word `await` that stands there.
    public func problem(
        _ kind: Diagnostic.Kind, _ message: String, at position: Position, in module: ModuleIndex, width: Int? = nil
    ) -> Diagnostic {
        guard let file = file(of: module), let location = location(of: position, in: module) else { return Diagnostic(kind, message) }
        guard let offset = offset(of: position, in: module) else { return Diagnostic(kind, message, at: location) }
        var width = width ?? 1
        if width == 1, file.bytes[Int(offset)...].starts(with: Array("await".utf8)) { width = 5 }
        return program.located(
            Diagnostic(kind, message, at: location, width: width, sourceLine: file.line(at: offset)))
    }
}

extension SourceFile {
    /// The offset of a place that ``location(at:)`` gives; `nil` for a place that none of the text stands for. Linear in the length of the text.
    func offset(ofLine line: Int, column: Int) -> UInt32? {
        if origins != nil { return nil }
        guard !segments.isEmpty else {
            return offset(ofLine: line, column: column, in: 0..<bytes.count, from: (1, 1), continuationColumn: 1)
        }
        for (index, segment) in segments.enumerated() {
            let end = index + 1 < segments.count ? Int(segments[index + 1].start) : bytes.count
            let start = segment.location
            if !segment.isVerbatim {
                if start.line == line, start.column == column { return segment.start }
                continue
            }
            guard start.line <= line, Int(segment.start) <= end else { continue }
            let found = offset(
                ofLine: line, column: column, in: Int(segment.start)..<end, from: (start.line, start.column),
                continuationColumn: segment.continuationColumn)
            if let found { return found }
        }
        return nil
    }

    private func offset(
        ofLine line: Int, column: Int, in range: Range<Int>, from start: (line: Int, column: Int), continuationColumn: Int
    ) -> UInt32? {
        var (atLine, atColumn) = start
        for index in range {
            if atLine == line, atColumn == column, bytes[index] & 0xC0 != 0x80 { return UInt32(index) }
            if atLine > line { return nil }
            let byte = bytes[index]
            if byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)) {
                atLine += 1
                atColumn = continuationColumn
            } else if byte & 0xC0 != 0x80 {
                atColumn += 1
            }
        }
        return nil
    }
}
