import Diagnostics

extension Bundler {
    /// Rspack, whose runtime does what webpack's does.
    static let rspack = Bundler(
        name: "rspack", tool: "rspack 1",
        rule: "as webpack: all imports start, then one wait for those that are not done, then the body",
        evidence: "read: its runtime takes the steps of webpack's since 5.88", splitsByDefault: true, formats: [.esm],
        twin: Twin(name: "webpack", takesNoCalls: true), takesCommonJS: true, takesUsing: true
    ) { request throws(DiagnosticList) in
        try webpackOutput(request, WebpackRuntime(style: WebpackStyle(names: "webpack", importsFiles: false)))
    }
}
