import ArgumentParser

/// The command and what stands below it.
struct TLASim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tla-sim",
        abstract: "In what order JavaScript modules run, when, why: told and drawn.",
        discussion: """
            INPUT is a scenario (.yaml, .yml, .json), a module (.mjs, .cjs, .js, .ts,
            .mts, .cts) or a page (.html). A bare INPUT means `run`. A - for INPUT is standard
            input.

            Example:
              tla-sim Scenarios/hello/siblings.yaml

            \(ExitStatus.help)
            """,
        version: Release.version,
        subcommands: [
            RunCommand.self, ConsoleCommand.self, ExplainCommand.self, CheckCommand.self, LintCommand.self, DrawCommand.self,
            PlayCommand.self,
            WhatIfCommand.self, ExportCommand.self, VerifyCommand.self, BundleCommand.self, BundlersCommand.self, CompareCommand.self,
            GalleryCommand.self, ServeCommand.self, ServeRunCommand.self, Test262Command.self, FuzzCommand.self,
            ManualCommand.self,
        ],
        defaultSubcommand: RunCommand.self)
}
