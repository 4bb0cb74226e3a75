import EventLoop
import JavaScript

/// Date Objects: the virtual clock, always in UTC. https://tc39.es/ecma262/#sec-date-objects
extension Machine {
    /// When a run begins: 2000-01-01T00:00:00.000Z, in milliseconds.
    static let epoch = 946_684_800_000.0

    /// The virtual time as a time value.
    var currentTime: Double {
        mutating get {
            // There the clock begins to go with the first request.
            if isInGlobalScope { return 0 }
            return Self.epoch + Double(seenTime / 1_000_000)
        }
    }

    mutating func installDates() {
        let prototype = makeLibraryObject()
        realm.datePrototype = prototype
        let constructor = defineConstructor("Date", 7, prototype: prototype) { machine, arguments throws(Abrupt) in
            if arguments.newTarget.isUndefined { return machine.string(Self.dateText(machine.currentTime)) }
            let time = try machine.timeValue(arguments)
            let own = try machine.prototypeFromConstructor(arguments.newTarget, machine.realm.datePrototype)
            machine.heap.dates.append(time)
            return .object(machine.heap.makeObject(.date, prototype: own, payload: Int32(machine.heap.dates.count - 1)))
        }
        define(constructor, "now", 0) { machine, _ throws(Abrupt) in .number(machine.currentTime) }
        define(constructor, "parse", 1) { machine, arguments throws(Abrupt) in
            .number(machine.parsedTime(try machine.toString(machine.argument(arguments, 0))))
        }
        define(constructor, "UTC", 7) { machine, arguments throws(Abrupt) in .number(try machine.timeFromParts(arguments)) }
        installDateParts(prototype)
        installDateText(prototype)
    }

    private mutating func timeValue(_ arguments: Arguments) throws(Abrupt) -> Double {
        if arguments.count == 0 { return currentTime }
        if arguments.count > 1 { return try timeFromParts(arguments) }
        let value = argument(arguments, 0)
        if case .object(let object) = value, heap[object].kind == .date { return heap.dates[Int(heap[object].payload)] }
        let primitive = try toPrimitive(value)
        if case .string(let text) = primitive { return parsedTime(text) }
        return Self.timeClip(try toNumber(primitive))
    }

    private mutating func parsedTime(_ text: StringID) -> Double {
        guard affords(Self.dateSteps + strings.length(text)) else { return .nan }
        return DateReader.time(of: strings.text(text))
    }

    private static func timeClip(_ time: Double) -> Double {
        abs(time) <= CivilTime.limit ? time.rounded(.towardZero) + 0 : .nan
    }

    private mutating func timeFromParts(_ arguments: Arguments) throws(Abrupt) -> Double {
        budget.steps += Self.dateSteps
        var parts: [Double] = []
        for index in 0..<max(1, min(arguments.count, 7)) { parts.append(try toNumber(argument(arguments, index)).rounded(.towardZero)) }
        while parts.count < 7 { parts.append(parts.count == 2 ? 1 : 0) }
        parts[0] = Self.fullYear(parts[0])
        return Self.timeClip(CivilTime.time(ofParts: parts))
    }

    /// MakeFullYear of a whole number. https://tc39.es/ecma262/#sec-makefullyear
    private static func fullYear(_ year: Double) -> Double { (0...99).contains(year) ? year + 1900 : year }

    private mutating func thisTime(_ arguments: Arguments) throws(Abrupt) -> Double {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .date else {
            throw typeError("this is not a Date object.")
        }
        budget.steps += Self.lookupSteps
        return heap.dates[Int(heap[object].payload)]
    }

    // MARK: Parts

    private mutating func installDateParts(_ prototype: ObjectID) {
        let parts: [(String, @Sendable (CivilTime) -> Int)] = [
            ("FullYear", { $0.year }), ("Month", { $0.month }), ("Date", { $0.day }), ("Day", { $0.weekday }), ("Hours", { $0.hour }),
            ("Minutes", { $0.minute }), ("Seconds", { $0.second }), ("Milliseconds", { $0.millisecond }),
        ]
        for (name, part) in parts {
            for prefix in ["get", "getUTC"] {
                define(prototype, prefix + name, 0) { machine, arguments throws(Abrupt) in
                    let time = try machine.thisTime(arguments)
                    return time.isNaN ? .number(.nan) : Value(part(CivilTime(milliseconds: time)))
                }
            }
        }
        for name in ["getTime", "valueOf"] {
            define(prototype, name, 0) { machine, arguments throws(Abrupt) in .number(try machine.thisTime(arguments)) }
        }
        define(prototype, "setTime", 1) { machine, arguments throws(Abrupt) in
            _ = try machine.thisTime(arguments)
            let time = Self.timeClip(try machine.toNumber(machine.argument(arguments, 0)))
            if case .object(let object) = arguments.thisValue { machine.heap.dates[Int(machine.heap[object].payload)] = time }
            return .number(time)
        }
        installDateSetters(prototype)
        installTwoDigitYears(prototype)
        define(prototype, "getTimezoneOffset", 0) { machine, arguments throws(Abrupt) in
            .number(try machine.thisTime(arguments).isNaN ? .nan : 0)
        }
        define(prototype, realm.symbolToPrimitive, "[Symbol.toPrimitive]", 1, .configurable) { machine, arguments throws(Abrupt) in
            guard case .object(let object) = arguments.thisValue else {
                throw machine.typeError("Date.prototype[Symbol.toPrimitive] called on non-object")
            }
            let hint: String
            if case .string(let text) = machine.argument(arguments, 0) { hint = machine.strings.text(text) } else { hint = "" }
            guard ["default", "string", "number"].contains(hint) else { throw machine.typeError("Invalid hint: \(hint)") }
            let methods: [WellKnownName] = hint == "number" ? [.valueOf, .toString] : [.toString, .valueOf]
            for name in methods {
                let method = try machine.get(object, .known(name))
                guard machine.isCallable(method) else { continue }
                let result = try machine.call(method, arguments.thisValue)
                if !result.isObject { return result }
            }
            throw machine.typeError("Cannot convert object to primitive value")
        }
    }

    /// `setHours` and its like: the part of the name, and those after it that may be given too.
    private mutating func installDateSetters(_ prototype: ObjectID) {
        let setters: [(String, Range<Int>)] = [
            ("Milliseconds", 6..<7), ("Seconds", 5..<7), ("Minutes", 4..<7), ("Hours", 3..<7), ("Date", 2..<3), ("Month", 1..<3),
            ("FullYear", 0..<3),
        ]
        for (name, parts) in setters {
            for prefix in ["set", "setUTC"] {
                define(prototype, prefix + name, Int32(parts.count)) { machine, arguments throws(Abrupt) in
                    try machine.setDate(arguments, parts, startsAnew: name == "FullYear")
                }
            }
        }
    }

    /// https://tc39.es/ecma262/#sec-date.prototype.getyear
    private mutating func installTwoDigitYears(_ prototype: ObjectID) {
        define(prototype, "getYear", 0) { machine, arguments throws(Abrupt) in
            let time = try machine.thisTime(arguments)
            return time.isNaN ? .number(.nan) : Value(CivilTime(milliseconds: time).year - 1900)
        }
        define(prototype, "setYear", 1) { machine, arguments throws(Abrupt) in
            let time = try machine.thisTime(arguments)
            let year = try machine.toNumber(machine.argument(arguments, 0)).rounded(.towardZero)
            guard case .object(let object) = arguments.thisValue else { return .undefined }
            var parts = CivilTime(milliseconds: time.isNaN ? 0 : time).parts
            parts[0] = Self.fullYear(year)
            let result = Self.timeClip(CivilTime.time(ofParts: parts))
            machine.heap.dates[Int(machine.heap[object].payload)] = result
            return .number(result)
        }
    }

    /// - Parameters:
    ///   - range: which of ``CivilTime/parts`` may be given, the first of them always.
    ///   - startsAnew: whether an invalid date counts as the epoch instead of staying invalid.
    private mutating func setDate(_ arguments: Arguments, _ range: Range<Int>, startsAnew: Bool) throws(Abrupt) -> Value {
        var time = try thisTime(arguments)
        var given: [Double] = []
        for index in 0..<max(1, min(Int(arguments.count), range.count)) {
            given.append(try toNumber(argument(arguments, Int32(index))).rounded(.towardZero))
        }
        if time.isNaN, startsAnew { time = 0 }
        if time.isNaN { return .number(.nan) }
        var parts = CivilTime(milliseconds: time).parts
        parts.replaceSubrange(range.prefix(given.count), with: given)
        let result = Self.timeClip(CivilTime.time(ofParts: parts))
        if case .object(let object) = arguments.thisValue { heap.dates[Int(heap[object].payload)] = result }
        return .number(result)
    }

    // MARK: Text

    static func dateText(_ time: Double) -> String {
        if time.isNaN { return "Invalid Date" }
        let civil = CivilTime(milliseconds: time)
        return "\(civil.date) \(civil.clock) GMT+0000 (Coordinated Universal Time)"
    }

    private mutating func installDateText(_ prototype: ObjectID) {
        define(prototype, "toISOString", 0) { machine, arguments throws(Abrupt) in
            let time = try machine.thisTime(arguments)
            if time.isNaN { throw machine.rangeError("Invalid time value") }
            machine.budget.steps += Self.dateSteps
            return machine.string(CivilTime(milliseconds: time).iso)
        }
        define(prototype, "toJSON", 1) { machine, arguments throws(Abrupt) in
            let object = try machine.toObject(arguments.thisValue)
            if case .number(let time) = try machine.toPrimitive(.object(object), .number), !time.isFinite { return .null }
            let method = try machine.get(object, machine.key("toISOString"))
            return try machine.call(method, .object(object))
        }
        let forms: [(String, @Sendable (CivilTime) -> String)] = [
            ("toString", { "\($0.date) \($0.clock) GMT+0000 (Coordinated Universal Time)" }), ("toDateString", { $0.date }),
            ("toTimeString", { "\($0.clock) GMT+0000 (Coordinated Universal Time)" }), ("toUTCString", { $0.utc }),
        ]
        defer { if let own = getOwn(prototype, key("toUTCString")) { put(prototype, key("toGMTString"), own.value, .hidden) } }
        for (name, form) in forms {
            define(prototype, name, 0) { machine, arguments throws(Abrupt) in
                let time = try machine.thisTime(arguments)
                machine.budget.steps += Self.dateSteps
                return machine.string(time.isNaN ? "Invalid Date" : form(CivilTime(milliseconds: time)))
            }
        }
        installLocalDateText(prototype)
    }

    /// https://tc39.es/ecma402/#sup-properties-of-the-date-prototype-object
    private mutating func installLocalDateText(_ prototype: ObjectID) {
        // What must be among the parts that are asked for, and what is there where none is.
        let forms: [(String, required: String, defaults: String, @Sendable (CivilTime) -> String)] = [
            ("toLocaleString", "any", "all", { "\(Self.localDate($0)), \(Self.localTime($0))" }),
            ("toLocaleDateString", "date", "date", Self.localDate), ("toLocaleTimeString", "time", "time", Self.localTime),
        ]
        for (name, required, defaults, form) in forms {
            define(prototype, name, 0) { machine, arguments throws(Abrupt) in
                let time = try machine.thisTime(arguments)
                if machine.namesLocale(arguments) {
                    return try machine.internationalized(
                        "dateText", of: "dateTimeFormat", .number(time), arguments, [machine.string(required), machine.string(defaults)])
                }
                machine.budget.steps += Self.dateSteps
                return machine.string(time.isNaN ? "Invalid Date" : form(CivilTime(milliseconds: time)))
            }
        }
    }

    /// `1/31/2000`, as in `en-US`.
    @Sendable private static func localDate(_ time: CivilTime) -> String { "\(time.month + 1)/\(time.day)/\(time.year)" }

    /// `12:00:00 AM`
    @Sendable private static func localTime(_ time: CivilTime) -> String {
        let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
        let rest = "\(CivilTime.padded(time.minute, 2)):\(CivilTime.padded(time.second, 2))"
        return "\(hour):\(rest) \(time.hour < 12 ? "AM" : "PM")"
    }
}
