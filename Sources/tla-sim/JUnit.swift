import Trace

/// The report of a check in the form that continuous integration reads: a test suite with a case a scenario.
func junitText(of results: [CheckedScenario]) -> String {
    let failures = results.count { !$0.isPassed && $0.diagnostics.isEmpty }
    let errors = results.count { !$0.diagnostics.isEmpty }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites>\n<testsuite name=\"tla-sim check\" tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
    for result in results {
        text += "<testcase classname=\"\(xmlText(result.path))\" name=\"\(xmlText(result.title))\""
        if result.isPassed {
            text += "/>\n"
            continue
        }
        let element = result.diagnostics.isEmpty ? "failure" : "error"
        let body = (result.failures + result.diagnostics.map(describe)).joined(separator: "\n")
        let message = body.split(separator: "\n").first.map(String.init) ?? ""
        text += ">\n<\(element) message=\"\(xmlText(message))\">\(xmlText(body))</\(element)>\n</testcase>\n"
    }
    return text + "</testsuite>\n</testsuites>\n"
}

/// The text with XML's own characters as references, and those that XML 1.0 does not allow written out.
private func xmlText(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "\n": result += "\n"
        case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
        default: result += visibleText(String(scalar))
        }
    }
    return result
}
