import Diagnostics
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Ends the process where an argument is not UTF-8: the text that would stand for it might name another file.
func refuseUnreadableArguments() {
    for place in 1..<max(1, Int(CommandLine.argc)) {
        guard let argument = CommandLine.unsafeArgv[place], textOfName(argument) == nil else { continue }
        let bytes = (0..<strlen(argument)).map { UInt8(bitPattern: argument[$0]) }
        report([
            Diagnostic(
                .usage, "the argument '\(shownName(bytes))' is not UTF-8",
                suggestion: "rename the file; names that are text can be told and drawn")
        ])
        exit(ExitStatus.usage)
    }
}
