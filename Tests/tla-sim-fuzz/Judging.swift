import Foundation
import Fuzzing
import TestSupport

/// The longest that one input may take, in seconds of processor time, as other programs may run at the same time.
let slowInput = 2.0

/// The most memory that a process may reserve, in bytes: past it allocations fail, and the process crashes on the input that is
/// to blame. The large stack and twice the heap of a run have room in it.
private let memoryLimit: UInt = 6 << 30

func limitMemory() {
    #if os(Linux)
    var limit = rlimit(rlim_cur: rlim_t(memoryLimit), rlim_max: rlim_t(memoryLimit))
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #endif
}

/// The processor time that the process has had, in seconds.
func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Gives the target an input.
///
/// - Returns: what is wrong, or `nil`.
func judge(_ input: [UInt8], _ target: FuzzTarget, isThorough: Bool = false) throws -> String? {
    let start = processorTime()
    do throws(Finding) {
        try target.check(input, isThorough: isThorough)
    } catch {
        return error.message
    }
    let time = processorTime() - start
    return time > slowInput ? "takes \((time * 10).rounded() / 10) s" : nil
}

/// Runs the body with as much stack as the commands have.
func judged<Result>(_ body: () throws -> Result) throws -> Result { try onLargeStack(body) }

/// Prints a line at once, also into a file: whoever looks in wants to see how far it is.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
