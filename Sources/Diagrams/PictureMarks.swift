import Trace

/// Where in a picture a module stands, or a moment of the run: for whoever shows it together with other things.
public struct PictureMarks: Sendable, Equatable {
    /// A place on the axis of a timeline, and the lanes that it goes through; in the units of the SVG's view box.
    public struct Place: Sendable, Equatable {
        public var x, top, bottom: Double
    }

    /// A virtual time and its place. Between two of them the axis is even.
    public struct Time: Sendable, Equatable {
        /// Nanoseconds.
        public var time: Int64
        public var place: Place
    }

    /// An event, an index into ``Trace/events``, and its place. An event that is not told of stands where the one before it does.
    public struct Moment: Sendable, Equatable {
        public var event: Int
        public var place: Place
    }

    /// By module the id of its group, without the picture's prefix.
    public var modules: [ModuleIndex: String] = [:]
    /// The axis of time, by ascending time; empty where there is none.
    public var times: [Time] = []
    /// The axis of steps, by ascending event; empty where there is none.
    public var moments: [Moment] = []
}
