extension Bundler {
    /// vite, which builds with rolldown since version 8; its targets allow a top-level await.
    static let vite = Bundler(
        name: "vite", tool: "vite 8",
        rule: "builds with rolldown: bodies in depth-first post-order in one scope, each await where it stood",
        evidence: "read in vite's and rolldown's sources of 2026; not run", splitsByDefault: true, formats: rolldown.formats,
        twin: Twin(name: "rolldown"), takesCommonJS: true, make: rolldown.make)
}
