/// What `--version` says. The package, its manual page and CHANGELOG.md take it from here: the Makefile reads this file.
enum Release {
    static let version = "0.2.0"
    /// The day of the release, as CHANGELOG.md has it. What is packaged has no other time in it.
    static let date = "2026-11-29"
}
