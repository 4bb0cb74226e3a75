import ArgumentParser
import Diagnostics

/// The form in which problems are told on standard error.
enum DiagnosticsForm: String, ExpressibleByArgument, CaseIterable {
    case text, json

    /// The form that the command line asks for. Read from the arguments themselves, because a wrong command line is a problem too.
    static let chosen = lastValue(of: "--diagnostics").flatMap(DiagnosticsForm.init) ?? .text
}

/// The options of every command that say how its problems are told.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Problems on standard error: text, or json, an object a line.", valueName: "form"))
    var diagnostics = DiagnosticsForm.text

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto
}

/// The value of an option as it stands in the arguments of the process.
func lastValue(of option: String) -> String? {
    let arguments = CommandLine.arguments.dropFirst().prefix { $0 != "--" }
    var value: String?
    for (argument, next) in zip(arguments, Array(arguments.dropFirst()) + [""]) {
        if argument == option { value = next }
        if argument.hasPrefix(option + "=") { value = String(argument.dropFirst(option.count + 1)) }
    }
    return value
}

/// Says on standard error what is wrong, one screen at most; as JSON all of it.
func report(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    standardOutput.flush()
    let list = DiagnosticList(diagnostics)
    switch DiagnosticsForm.chosen {
    case .text: standardError.write(list.text(isColoured: ColorChoice.chosen.isOn(standardError), limit: 5))
    case .json: standardError.write(list.jsonLines)
    }
    standardError.flush()
}

/// Carries on with a body that writes files, and ends with a word and a status when one cannot be written.
func writing(_ body: () throws(DiagnosticList) -> Void) throws {
    do {
        try body()
    } catch {
        report(error.diagnostics)
        try end(ExitStatus.cannotWrite)
    }
}
