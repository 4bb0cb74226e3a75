import JavaScript
import Programs

/// What a tool says of names that do not link, in its own words.
struct LinkRules: Sendable {
    /// What the tool does about a problem.
    enum Answer: Sendable {
        case error
        /// It warns and goes on; the name is `undefined`.
        case warning
        /// It says nothing; the name is `undefined`.
        case silence
    }

    /// Where a problem is met.
    struct Place: Sendable {
        /// The name that is asked for.
        var name: String
        /// The names of the modules.
        var exporter: String
        var importer: String
        /// The modules that disagree on an ambiguous name, in the order of the walk.
        var candidates: [String] = []
        /// The member of a namespace that is assigned to; `nil` for an import itself.
        var member: String?
        /// What the importer calls the import.
        var local: String = ""
    }

    /// Which `export … from` of a name that nobody exports is judged where nobody imports it.
    enum JudgedReexports: Sendable {
        case none, all
        /// Those of modules all of whose exports are used: entries, and what `import()` asks for.
        case shown
    }

    /// A name that is imported, and used, and that nobody exports.
    var missing = Answer.error
    /// The same where no identifier uses it.
    var missingUnused = Answer.error
    var missingWords: @Sendable (Place) -> String = {
        "\"\($0.name)\" is not exported by \"\($0.exporter)\", imported by \"\($0.importer)\""
    }
    /// The same for `ns.name`.
    var missingMember = Answer.warning
    var missingMemberWords: @Sendable (Place) -> String = {
        "Missing export \"\($0.name)\" has been shimmed in module \"\($0.exporter)\""
    }
    /// A name that two `export *` bring, unlike each other: whether the first of them is taken, with a warning.
    var takesFirstOfAmbiguous = false
    var ambiguousWords: @Sendable (Place) -> String = { "Ambiguous import \"\($0.name)\" has multiple matching exports" }
    /// An assignment to an import.
    var assignment = Answer.error
    /// An assignment to a member of a namespace, which is an assignment to what the member means where it is no error.
    var memberAssignment = Answer.error
    var assignmentWords: @Sendable (Place) -> String = { "Illegal reassignment of import \"\($0.local)\" in \"\($0.importer)\"" }
    var judgedReexports = JudgedReexports.all
}
