import Foundation
import Fuzzing

/// Coverage-guided fuzzing by LLVM's libFuzzer, which is there when the build asks for it (`make fuzz` does, where the
/// toolchain has it).
///
/// https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library
enum LibFuzzer {
    #if LIBFUZZER
    static let isThere = true

    /// What the callbacks work on; libFuzzer hands them nothing of ours. Set once, before it starts.
    nonisolated(unsafe) fileprivate static var work: (target: FuzzTarget, record: Record, seeds: [[UInt8]])!

    static func run(_ target: FuzzTarget, record: Record, seeds: [[UInt8]], seed: UInt64, seconds: Double, corpus: String) throws {
        work = (target, record, seeds)
        let folder = corpus + "/" + "corpus"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (index, bytes) in seeds.enumerated() {
            try Data(bytes).write(to: URL(fileURLWithPath: folder + "/seed-\(index)"))
        }
        // Crashes, hangs and memory are the supervisor's: libFuzzer would miss an overflow of our large stack.
        let words = [
            "tla-sim-fuzz", folder, "-seed=\(UInt32(truncatingIfNeeded: seed) | 1)", "-max_total_time=\(max(1, Int(seconds)))",
            "-max_len=\(FuzzTarget.inputLimit)", "-timeout=0", "-rss_limit_mb=0", "-malloc_limit_mb=0", "-detect_leaks=0", "-print_pcs=0",
            "-handle_segv=0", "-handle_bus=0", "-handle_abrt=0", "-handle_ill=0", "-handle_fpe=0", "-handle_trap=0", "-reload=5",
            "-artifact_prefix=\(corpus)/",
        ]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        var count = CInt(arguments.count - 1)
        arguments.withUnsafeMutableBufferPointer { buffer in
            var pointer = buffer.baseAddress
            _ = runDriver(&count, &pointer) { bytes, size in
                let (target, record, _) = LibFuzzer.work
                tryInput(UnsafeBufferPointer(start: bytes, count: size), target, record)
                return 0
            }
        }
    }
    #else
    static let isThere = false

    static func run(_ target: FuzzTarget, record: Record, seeds: [[UInt8]], seed: UInt64, seconds: Double, corpus: String) throws {
        throw CocoaError(.featureUnsupported)
    }
    #endif
}

#if LIBFUZZER
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int) -> Int

/// libFuzzer's own changes know which bytes the program compares with; ours know what a program looks like.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int, _ seed: CUnsignedInt) -> Int {
    if seed % 3 == 0 { return mutateBytes(data, size, limit) }
    let (target, _, seeds) = LibFuzzer.work
    var mutator = Mutator(seed: UInt64(seed), others: seeds)
    let input = Array(UnsafeBufferPointer(start: data, count: size))
    return replace(data, limit, with: seed % 16 == 1 ? mutator.generated(for: target) : mutator.mutated(input, for: target))
}

@_cdecl("LLVMFuzzerCustomCrossOver")
public func crossOver(
    _ first: UnsafePointer<UInt8>, _ firstSize: Int, _ second: UnsafePointer<UInt8>, _ secondSize: Int,
    _ out: UnsafeMutablePointer<UInt8>, _ limit: Int, _ seed: CUnsignedInt
) -> Int {
    var mutator = Mutator(seed: UInt64(seed), others: LibFuzzer.work.seeds)
    let (a, b) = (UnsafeBufferPointer(start: first, count: firstSize), UnsafeBufferPointer(start: second, count: secondSize))
    return replace(out, limit, with: mutator.crossed(Array(a), Array(b)))
}

private func replace(_ data: UnsafeMutablePointer<UInt8>, _ limit: Int, with bytes: [UInt8]) -> Int {
    let count = min(limit, bytes.count)
    for index in 0..<count { data[index] = bytes[index] }
    return count
}
#endif
