import JavaScript

/// What a program asks of `util.inspect` and `console.dir`. https://nodejs.org/api/util.html#utilinspectobject-options
struct InspectOptions {
    /// What shares a line.
    enum Compactness: Equatable {
        /// As many of the innermost levels, as far as the line is wide enough; with 0 each part has a line.
        case levels(Int)
        /// Everything, as far as the line is wide enough.
        case all
    }

    /// The accessors whose getters run, to show what they give.
    enum Getters: Equatable {
        case none
        case all
        /// Only those without a setter.
        case readOnly
        /// Only those with a setter.
        case writable
    }

    /// Stands for no limit: then the limit of calls ends what is nested too deep, and the steps of the run what shares its parts too often.
    static let largestDepth = 1_000_000
    /// A length of lines that is none: no columns are set then.
    static let unlimitedLength = Int.max - 1

    /// Objects nested deeper than this are only named.
    var depth: Int
    /// Whether properties that are not enumerable are shown too, as `%o` asks for.
    var showsHidden = false
    /// Whether an object's own method of the name `Symbol.for("nodejs.util.inspect.custom")` says how it is shown: not where the simulator shows a
    /// value on its own account, which must not run the program's code.
    var asksObjects = false
    var showsProxies = false
    var isColored = false
    /// The most elements, entries or parts of a collection that are shown.
    var largestList = 100
    /// UTF-16 code units of a text that are shown.
    var longestText = 10_000
    /// The width that a line should not pass.
    var breakLength = 80
    var compactness = Compactness.levels(3)
    var isSorted = false
    /// The program's function that compares two shown properties; `undefined` for the order of their code units.
    var order = Value.undefined
    var getters = Getters.none
    var separatesDigits = false
    /// The object that the program gave, which the methods of objects get a copy of; none where it gave none.
    var given = ObjectID.none

    init(depth: Int, showsHidden: Bool = false, asksObjects: Bool = false) {
        (self.depth, self.showsHidden, self.asksObjects) = (depth, showsHidden, asksObjects)
    }
}

extension Machine {
    /// The options that a program gave, the others as they are by default.
    ///
    /// - Throws: what a getter of them throws.
    mutating func inspectOptions(_ value: Value, _ defaults: InspectOptions) throws(Abrupt) -> InspectOptions {
        var options = defaults
        guard case .object(let given) = value else { return options }
        options.given = given
        options.depth = try inspectLimit(given, "depth", defaults.depth, smallest: -1, largest: InspectOptions.largestDepth)
        options.largestList = try inspectLimit(given, "maxArrayLength", defaults.largestList, largest: 100_000)
        options.longestText = try inspectLimit(given, "maxStringLength", defaults.longestText, largest: 1 << 24)
        options.breakLength = try inspectWidth(given, defaults.breakLength)
        if let flag = try inspectFlag(given, "showHidden") { options.showsHidden = flag }
        if let flag = try inspectFlag(given, "customInspect") { options.asksObjects = flag && host.commonJS != nil }
        if let flag = try inspectFlag(given, "showProxy") { options.showsProxies = flag }
        if let flag = try inspectFlag(given, "colors") { options.isColored = flag }
        if let flag = try inspectFlag(given, "numericSeparator") { options.separatesDigits = flag }
        switch try get(given, key("compact")) {
        case .boolean(true): options.compactness = .all
        case .number(let levels) where !levels.isNaN: options.compactness = .levels(Int(min(max(levels, 0), 100)))
        case .undefined where try !isGiven(given, "compact"): break
        default: options.compactness = .levels(0)
        }
        let order = try get(given, key("sorted"))
        options.isSorted = toBoolean(order)
        if case .object(let function) = order, heap[function].isCallable { options.order = order }
        switch try get(given, key("getters")) {
        case .boolean(let isOn): options.getters = isOn ? .all : .none
        case .string(let text): options.getters = strings.text(text) == "get" ? .readOnly : strings.text(text) == "set" ? .writable : .none
        default: break
        }
        return options
    }

    /// A number of the options; what is no number at all is the largest, as nothing is above it, and so are `null` and what is above.
    private mutating func inspectLimit(
        _ options: ObjectID, _ name: String, _ usual: Int, smallest: Int = 0, largest: Int
    ) throws(Abrupt) -> Int {
        let value = try get(options, key(name))
        if value.isUndefined, try !isGiven(options, name) { return usual }
        if value == .null { return largest }
        if case .symbol = value { return usual }
        let number = try toNumber(value)
        return number.isNaN || number >= Double(largest) ? largest : Int(max(number, Double(smallest)))
    }

    /// The width of a line.
    private mutating func inspectWidth(_ options: ObjectID, _ usual: Int) throws(Abrupt) -> Int {
        let value = try get(options, key("breakLength"))
        if value.isUndefined, try !isGiven(options, "breakLength") { return usual }
        if case .symbol = value { return usual }
        let number = try toNumber(value)
        if number.isNaN { return InspectOptions.unlimitedLength }
        return number >= Double(InspectOptions.unlimitedLength) ? .max : Int(max(number, 0))
    }

    /// Whether an option is among the object's own, even if it is undefined.
    private mutating func isGiven(_ options: ObjectID, _ name: String) throws(Abrupt) -> Bool {
        try getOwnProperty(options, key(name)) != nil
    }

    private mutating func inspectFlag(_ options: ObjectID, _ name: String) throws(Abrupt) -> Bool? {
        let value = try get(options, key(name))
        return value.isUndefined ? nil : toBoolean(value)
    }
}
