import Text

/// The properties that `\p{…}` names. https://tc39.es/ecma262/#sec-runtime-semantics-unicodematchproperty-p
enum UnicodeProperties {
    /// `name=value`, or a lone name: a binary property or a value of General_Category.
    static func set(_ name: String, _ value: String?) -> CodePointSet? {
        switch (name, value) {
        case ("General_Category", let value?), ("gc", let value?): categories[value]
        case ("Script", let value?), ("sc", let value?): scripts[value]
        case ("Script_Extensions", let value?), ("scx", let value?): scriptExtensions[value]
        case (_, nil): binaryProperties[name] ?? categories[name]
        default: nil
        }
    }

    /// What a name may begin with, and what may stand in one.
    static let nameStarts = binaryProperties["ID_Start"] ?? CodePointSet()
    static let nameParts = binaryProperties["ID_Continue"] ?? CodePointSet()

    private static let categories: [String: CodePointSet] = {
        var table = lines(UnicodeData.categories)
        let assigned = Set(table.keys.filter { $0.count == 2 })
        func join(_ names: [String], _ made: [String]) {
            var set = CodePointSet()
            for name in made { set.formUnion(table[name] ?? CodePointSet()) }
            for name in names { table[name] = set }
        }
        join(["Assigned"], assigned.sorted())
        let unassigned = table.removeValue(forKey: "Assigned")?.inverted()
        for name in ["Cn", "Unassigned"] { table[name] = unassigned }
        join(["LC", "Cased_Letter"], ["Lu", "Ll", "Lt"])
        join(["L", "Letter"], ["Lu", "Ll", "Lt", "Lm", "Lo"])
        join(["M", "Mark", "Combining_Mark"], ["Mn", "Mc", "Me"])
        join(["N", "Number"], ["Nd", "Nl", "No"])
        join(["P", "Punctuation", "punct"], ["Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"])
        join(["S", "Symbol"], ["Sm", "Sc", "Sk", "So"])
        join(["Z", "Separator"], ["Zs", "Zl", "Zp"])
        join(["C", "Other"], ["Cc", "Cf", "Cs", "Co", "Cn"])
        return table
    }()

    private static let scripts = lines(UnicodeData.scripts)

    private static let scriptExtensions: [String: CodePointSet] = {
        let own = lines(UnicodeData.scriptExtensions)
        let longNames = names(UnicodeData.scripts)
        var table = scripts
        for (name, long) in longNames { if let set = own[long] { table[name] = set } }
        return table
    }()

    private static let binaryProperties: [String: CodePointSet] = {
        var table = lines(UnicodeData.binaryProperties)
        table["Any"] = .all
        table["ASCII"] = CodePointSet(0, 0x7F)
        table["Assigned"] = categories["Cn"]?.inverted()
        return table
    }()

    // MARK: Reading the tables

    static func lines(_ text: StaticString) -> [String: CodePointSet] {
        var table: [String: CodePointSet] = [:]
        for line in String(describing: text).split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            var numbers = PackedNumbers(parts[1].utf8)
            var ranges: [(UInt32, UInt32)] = []
            var end: UInt32 = 0
            while let distance = numbers.next(), let length = numbers.next() {
                let first = end + UInt32(distance)
                end = first + UInt32(length) + 1
                ranges.append((first, end - 1))
            }
            let set = CodePointSet(ranges)
            for name in parts[0].split(separator: "=") { table[String(name)] = set }
        }
        return table
    }

    /// The first name that each name of a line stands for.
    private static func names(_ text: StaticString) -> [String: String] {
        var table: [String: String] = [:]
        for line in String(describing: text).split(separator: "\n") {
            let names = line.prefix { $0 != ":" }.split(separator: "=")
            for name in names { table[String(name)] = String(names[0]) }
        }
        return table
    }
}
