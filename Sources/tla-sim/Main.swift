import ArgumentParser

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@main
enum Main {
    static func main() {
        surviveFailedWrites()
        refuseUnreadableArguments()
        ReadFilesList.tellAtTheEnd()
        LargeStack.run {
            do {
                var command = try TLASim.parseAsRoot()
                do {
                    try command.run()
                } catch let error as ValidationError {
                    // Found out while it ran, such as a name that the run does not have.
                    reportUsage(error, of: type(of: command))
                    exit(ExitStatus.usage)
                }
            } catch {
                let code = TLASim.exitCode(for: error)
                if code == .validationFailure, !(error is ExitCode) {
                    reportUsage(error)
                    exit(code.rawValue)
                }
                if code == .success, !(error is ExitCode) {
                    standardOutput.write(information(for: error))
                    standardOutput.flush()
                    exit(code.rawValue)
                }
                // The status of a command that has said all there is to say.
                TLASim.exit(withError: error)
            }
        }
    }

    /// What was asked for in place of a run: help, the version, a completion script.
    private static func information(for request: any Error) -> String {
        let text = TLASim.fullMessage(for: request, columns: HelpLayout.unbrokenColumns)
        return text.hasPrefix("OVERVIEW: ") ? HelpLayout(text).text(width: terminalWidth()) : text + "\n"
    }
}

/// The columns of the terminal: what `COLUMNS` says, or the terminal itself; 80 where there is none.
func terminalWidth() -> Int {
    if let columns = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), columns > 0 { return columns }
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
}
