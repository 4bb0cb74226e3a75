import Text

/// A time value as year, month and so on in UTC. https://tc39.es/ecma262/#sec-time-values-and-time-range
struct CivilTime {
    var year: Int
    /// 0 is January.
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0
    var millisecond = 0

    /// The longest time value, in milliseconds.
    static let limit = 8.64e15

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The parts of a finite time value.
    init(milliseconds: Double) {
        let time = Int(max(-Self.limit, min(milliseconds, Self.limit)))
        let days = Self.floorDivide(time, 86_400_000)
        let rest = time - days * 86_400_000
        // Eras of 400 years that begin in March, so that a leap day is the last of its year.
        let shifted = days + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 2 : marchMonth - 10
        year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
        hour = rest / 3_600_000
        minute = rest / 60_000 % 60
        second = rest / 1000 % 60
        millisecond = rest % 1000
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    /// Days from 1970-01-01 to the first of a month, which lies within its year.
    private static func daysBefore(year: Int, month: Int) -> Int {
        let shiftedYear = month < 2 ? year - 1 : year
        let era = floorDivide(shiftedYear, 400)
        let yearOfEra = shiftedYear - era * 400
        let marchMonth = month < 2 ? month + 10 : month - 2
        let dayOfYear = (153 * marchMonth + 2) / 5
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    // MARK: Time values of parts

    /// Year, month, day, hour, minute, second and millisecond, as numbers of a program.
    var parts: [Double] { [year, month, day, hour, minute, second, millisecond].map(Double.init) }

    /// MakeDate, which no TimeClip has gone over: NaN where a part is not finite, or there is no such day.
    /// https://tc39.es/ecma262/#sec-makedate
    ///
    /// - Parameter parts: those of ``parts``, whole numbers that may lie outside their ranges.
    static func time(ofParts parts: [Double]) -> Double {
        let time = makeDay(parts[0], parts[1], parts[2]) * 86_400_000 + makeTime(parts[3], parts[4], parts[5], parts[6])
        return time.isFinite ? time : .nan
    }

    /// MakeTime. The order of what is added is seen in large numbers. https://tc39.es/ecma262/#sec-maketime
    private static func makeTime(_ hour: Double, _ minute: Double, _ second: Double, _ millisecond: Double) -> Double {
        hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond
    }

    /// MakeDay. https://tc39.es/ecma262/#sec-makeday
    private static func makeDay(_ year: Double, _ month: Double, _ day: Double) -> Double {
        let years = (month / 12).rounded(.down)
        let carried = year + years
        // No time value lies so far away, whatever the day.
        guard abs(carried) < 1_000_000, years.magnitude < 0x1p53 else { return .nan }
        return Double(daysBefore(year: Int(carried), month: Int(month - years * 12))) + day - 1
    }

    /// The time value; NaN outside the range.
    var milliseconds: Double { Self.clipped(Self.time(ofParts: parts)) }

    /// A time value, NaN outside the range.
    static func clipped(_ time: Double) -> Double { abs(time) <= limit ? time : .nan }

    /// 0 is Sunday.
    var weekday: Int { ((Self.daysBefore(year: year, month: month) + day + 3) % 7 + 7) % 7 }

    // MARK: Text

    static func padded(_ number: Int, _ width: Int) -> String {
        zeroFilled(String(abs(number)), to: width)
    }

    /// `2000-01-01T00:00:00.000Z`
    var iso: String {
        let yearText =
            (0...9999).contains(year) ? Self.padded(year, 4) : (year < 0 ? "-" : "+") + Self.padded(year, 6)
        return "\(yearText)-\(Self.padded(month + 1, 2))-\(Self.padded(day, 2))T\(clock).\(Self.padded(millisecond, 3))Z"
    }

    var clock: String { "\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))" }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private var yearText: String { (year < 0 ? "-" : "") + Self.padded(year, 4) }

    /// `Sat Jan 01 2000`
    var date: String { "\(Self.weekdays[weekday]) \(Self.months[month]) \(Self.padded(day, 2)) \(yearText)" }

    /// `Sat, 01 Jan 2000 00:00:00 GMT`
    var utc: String { "\(Self.weekdays[weekday]), \(Self.padded(day, 2)) \(Self.months[month]) \(yearText) \(clock) GMT" }
}
