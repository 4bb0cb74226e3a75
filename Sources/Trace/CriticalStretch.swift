import Text

/// A part of the critical path: what was going on for so long that the run did not end earlier.
public struct CriticalStretch: Sendable, Equatable {
    public enum Activity: String, Sendable, CaseIterable {
        /// Its code ran.
        case runs
        /// Its body, or an async function for which that waits, stood at an `await`.
        case awaits
        /// A timer or a request of its code was under way, for which no `await` stood yet.
        case waits
        /// It was fetched and parsed.
        case loads
    }

    /// `nil` where the trace does not tell whose doing it was, and until the host started an isolate for a request from outside.
    public var module: ModuleIndex?
    public var activity: Activity
    /// Of an await: the event at which the module stopped, an index into ``Trace/events``.
    public var suspension: Int?
    /// Virtual time, nanoseconds; `from` is before `to`.
    public var from, to: Int64
    /// The events at which it begins and ends, indices into ``Trace/events``.
    public var firstEvent, lastEvent: Int

    public init(
        module: ModuleIndex?, activity: Activity, suspension: Int? = nil, from: Int64, to: Int64, firstEvent: Int, lastEvent: Int
    ) {
        self.module = module
        self.activity = activity
        self.suspension = suspension
        self.from = from
        self.to = to
        self.firstEvent = firstEvent
        self.lastEvent = lastEvent
    }

    /// How much of so long a path it is, in ten thousandths, rounded down.
    ///
    /// - Parameter length: of the whole path, nanoseconds, from that of this stretch on.
    public func tenThousandths(of length: Int64) -> Int {
        let (span, isTooLong) = to.subtractingReportingOverflow(from)
        guard length > 0, span > 0, !isTooLong else { return isTooLong ? 10_000 : 0 }
        // The product takes more than 64 bits after a month.
        let product = UInt64(span).multipliedFullWidth(by: 10_000)
        return Int(min(10_000, UInt64(length).dividingFullWidth(product).quotient))
    }
}

extension Collection<CriticalStretch> {
    /// How long they are together, nanoseconds.
    public var length: Int64 {
        reduce(0) { sum, stretch in
            let (span, isTooLong) = stretch.to.subtractingReportingOverflow(stretch.from)
            return limitedSum(sum, isTooLong ? .max : span)
        }
    }
}
