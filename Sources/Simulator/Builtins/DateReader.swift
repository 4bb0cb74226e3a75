/// Reads a text of a date as V8 does: in the format of ECMA-262, and where it is not in that, by what its numbers and words may mean.
/// https://tc39.es/ecma262/#sec-date.parse
struct DateReader {
    private var tokens: DateTokens
    private var days: [Int] = []
    private var namedMonth: Int?
    /// Hour, minute, second and millisecond.
    private var times: [Int] = []
    private var halfDay: Int?
    private var zone: (sign: Int, hour: Int, minute: Int?)?
    /// Whether the date is in the format of ECMA-262.
    private var isISO = false

    private init(_ text: String) { tokens = DateTokens(text) }

    /// The time value; NaN of a text that says no time. A time without a zone is in UTC.
    static func time(of text: String) -> Double {
        var reader = DateReader(text)
        guard reader.read() else { return .nan }
        return reader.time()
    }

    // MARK: The format of ECMA-262

    private enum ISOPart {
        case whole, wrong
        /// It goes on as another text, with this token.
        case part(DateTokens.Token)
    }

    /// https://tc39.es/ecma262/#sec-date-time-string-format
    private mutating func readISO() -> ISOPart {
        if let sign = tokens.peek.sign {
            let mark = tokens.next()
            guard let year = tokens.peek.number(ofDigits: 6, in: 0...999_999) else { return .part(mark) }
            _ = tokens.next()
            if sign < 0, year == 0 { return .part(mark) }
            days = [sign * year]
        } else if let year = tokens.peek.number(ofDigits: 4, in: 0...9999) {
            _ = tokens.next()
            days = [year]
        } else {
            return .part(tokens.next())
        }
        for range in [1...12, 1...31] {
            guard tokens.skip("-") else { break }
            guard let number = tokens.peek.number(ofDigits: 2, in: range) else { return .part(tokens.next()) }
            _ = tokens.next()
            days.append(number)
        }
        if tokens.peek.kind == .separator {
            _ = tokens.next()
            guard readISOTime(), tokens.peek.kind == .end else { return .wrong }
        } else if tokens.peek.kind != .end {
            return .part(tokens.next())
        }
        isISO = true
        return .whole
    }

    /// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.sss`, and a zone.
    private mutating func readISOTime() -> Bool {
        guard let hour = tokens.next().number(ofDigits: 2, in: 0...24) else { return false }
        let rest = hour == 24 ? 0...0 : 0...59
        guard tokens.skip(":"), let minute = tokens.next().number(ofDigits: 2, in: rest) else { return false }
        times = [hour, minute]
        if tokens.skip(":") {
            guard let second = tokens.next().number(ofDigits: 2, in: rest) else { return false }
            times.append(second)
            if tokens.skip(".") {
                let token = tokens.next()
                guard let number = token.number, hour < 24 || number == 0 else { return false }
                times.append(Self.milliseconds(number, token.length))
            }
        }
        if tokens.peek.isZ {
            _ = tokens.next()
            zone = (1, 0, 0)
        } else if let sign = tokens.peek.sign {
            _ = tokens.next()
            let token = tokens.next()
            if let number = token.number(ofDigits: 4, in: 0...9999), number / 100 < 24, number % 100 < 60 {
                zone = (sign, number / 100, number % 100)
            } else if let hour = token.number(ofDigits: 2, in: 0...23), tokens.skip(":"),
                let minute = tokens.next().number(ofDigits: 2, in: 0...59)
            {
                zone = (sign, hour, minute)
            } else {
                return false
            }
        }
        return true
    }

    /// Of the digits behind a point.
    private static func milliseconds(_ number: Int, _ length: Int) -> Int {
        switch length {
        case 1: number * 100
        case 2: number * 10
        default: (3..<max(3, min(length, 9))).reduce(number) { number, _ in number / 10 }
        }
    }

    // MARK: Other texts

    private mutating func read() -> Bool {
        var token: DateTokens.Token
        switch readISO() {
        case .whole: return true
        case .wrong: return false
        case .part(let next): token = next
        }
        var hasNumber = !days.isEmpty
        while token.kind != .end {
            if let number = token.number {
                hasNumber = true
                guard take(number) else { return false }
            } else if token.isWord {
                guard take(word: token, hasNumber) else { return false }
            } else if let sign = token.sign, isUTC || !times.isEmpty {
                hasNumber = true
                guard takeOffset(sign) else { return false }
            } else if hasNumber, token.sign != nil || token == .symbol(")") {
                return false
            }
            token = tokens.next()
        }
        return true
    }

    private var isUTC: Bool { zone.map { $0.hour == 0 && $0.minute == 0 } ?? false }

    /// Whether a number may be the next part of the time.
    private func isExpected(_ number: Int) -> Bool {
        switch times.count {
        case 1, 2: number < 60
        case 3: number < 1000
        default: false
        }
    }

    private mutating func take(_ number: Int) -> Bool {
        if tokens.skip(":") {
            if tokens.skip(":") {
                guard times.isEmpty else { return false }
                times = [number, 0]
                return true
            }
            guard times.count < 4 else { return false }
            times.append(number)
            _ = tokens.skip(".")
            return true
        }
        if tokens.skip("."), isExpected(number) {
            times.append(number)
            let token = tokens.next()
            guard let fraction = token.number else { return false }
            endTime(Self.milliseconds(fraction, token.length))
            return true
        }
        if let zone, zone.minute == nil, number < 60 {
            self.zone?.minute = number
            return true
        }
        if isExpected(number) {
            endTime(number)
            return tokens.peek.kind == .end || tokens.peek.kind == .space || tokens.peek.isZ || tokens.peek.sign != nil
        }
        guard days.count < 3 else { return false }
        days.append(number)
        _ = tokens.skip("-")
        return true
    }

    /// The last part of a time: more cannot follow.
    private mutating func endTime(_ number: Int) {
        if times.count < 4 { times.append(number) }
        while times.count < 4 { times.append(0) }
    }

    private mutating func take(word: DateTokens.Token, _ hasNumber: Bool) -> Bool {
        switch word.kind {
        case .halfDay(let hours) where !times.isEmpty: halfDay = hours
        case .month(let month):
            namedMonth = month
            _ = tokens.skip("-")
        case .zone(let hours) where hasNumber: zone = (hours < 0 ? -1 : 1, abs(hours), 0)
        // Other words may stand before the first number, and apart from it.
        default: return !hasNumber && tokens.peek.number == nil
        }
        return true
    }

    /// `+hh`, `+hhmm` or `+hh:mm`.
    private mutating func takeOffset(_ sign: Int) -> Bool {
        var (number, length) = (0, 0)
        if let next = tokens.peek.number {
            number = next
            length = tokens.next().length
        }
        if tokens.peek == .symbol(":") {
            zone = (sign, number, nil)
        } else if length == 1 || length == 2 {
            zone = (sign, number, 0)
        } else if length == 3 || length == 4 {
            zone = (sign, number / 100, number % 100)
        } else {
            return false
        }
        return true
    }

    // MARK: What it says

    private func time() -> Double {
        guard let day = day(), let clock = clock() else { return .nan }
        var time = day
        (time.hour, time.minute, time.second, time.millisecond) = (clock[0], clock[1], clock[2], clock[3])
        guard let zone else { return time.milliseconds }
        let seconds = zone.hour * 3600 + (zone.minute ?? 0) * 60
        return CivilTime.clipped(time.milliseconds - Double(zone.sign * seconds * 1000))
    }

    /// Which number is the year, the month and the day: by their sizes, and by whether a month was named.
    private func day() -> CivilTime? {
        guard let first = days.first else { return nil }
        let parts = days + Array(repeating: 1, count: 3 - days.count)
        let isDayFirst = (1...31).contains(first)
        var (year, month, day): (Int, Int, Int)
        if let namedMonth {
            (year, month, day) = isDayFirst ? (parts[1], namedMonth, parts[0]) : (parts[0], namedMonth, parts[1])
        } else {
            (year, month, day) = isISO || !isDayFirst ? (parts[0], parts[1], parts[2]) : (parts[2], parts[0], parts[1])
        }
        if !isISO {
            if (0...49).contains(year) { year += 2000 } else if (50...99).contains(year) { year += 1900 }
        }
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        return CivilTime(year: year, month: month - 1, day: day)
    }

    private func clock() -> [Int]? {
        var parts = times + Array(repeating: 0, count: 4 - times.count)
        if let halfDay {
            guard parts[0] <= 12 else { return nil }
            parts[0] = parts[0] % 12 + halfDay
        }
        let isInRange = parts[0] < 24 && parts[1] < 60 && parts[2] < 60 && parts[3] < 1000
        return isInRange || parts == [24, 0, 0, 0] ? parts : nil
    }
}
