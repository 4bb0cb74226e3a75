import Algorithms
import Trace

/// What a module does at a moment, as a frame of a graph marks it.
public enum FrameMark: Sendable {
    case runs, suspended
}

extension Drawing {
    /// The picture as it is after an event: what comes later is faint, what is under way ends at a line that stands for now. All frames of a
    /// picture have the same size, and everything in its place.
    ///
    /// - Parameters:
    ///   - event: an index into ``Trace/events``; -1 for the moment before the first.
    ///   - time: the virtual time of that moment; nanoseconds.
    ///   - modules: of a graph, the modules to mark.
    public func frame(after event: Int, at time: Int64, marking modules: [ModuleIndex: FrameMark] = [:]) -> Drawing {
        var frame = self
        // Frames may stand in one document.
        frame.idPrefix += "-\(event + 1)"
        let cursors = event < 0 ? [] : canvas.marks.cursors(after: event, at: time)
        frame.canvas.items = canvas.items.map { item in
            if let since = item.name.since, since > event {
                var later = item
                later.name.isLater = true
                return later
            }
            guard let until = item.name.until, until > event else { return item }
            return item.cut(at: cursors)
        }
        for cursor in cursors { frame.canvas.drawCursor(at: cursor) }
        for module in canvas.boxes.keys.sorted() {
            guard let mark = modules[module], let box = canvas.boxes[module] else { continue }
            frame.canvas.box(
                box.inset(by: -4),
                Canvas.Style(stroke: .wake, width: 2, pattern: mark == .runs ? .solid : .dashed, isRounded: true),
                name: Canvas.Name(kind: mark == .runs ? "now-runs" : "now-suspended"))
        }
        return frame
    }

    /// The events at which something is seen to begin or to end, in ascending order.
    public var visibleEvents: [Int] {
        var events: Set<Int> = []
        for item in canvas.items {
            if let since = item.name.since { events.insert(since) }
            if let until = item.name.until, until < .max { events.insert(until) }
        }
        return events.sorted()
    }
}

extension PictureMarks {
    /// Where now is after an event: a place on each axis that has come so far.
    func cursors(after event: Int, at time: Int64) -> [Place] {
        var places: [Place] = []
        if let place = place(of: time) { places.append(place) }
        let index = moments.partitioningIndex { $0.event > event }
        if index > 0 { places.append(moments[index - 1].place) }
        return places
    }

    /// Where a virtual time is; `nil` where there is no axis of time.
    private func place(of time: Int64) -> Place? {
        guard let first = times.first, let last = times.last else { return nil }
        guard time > first.time else { return first.place }
        guard time < last.time, let next = times.firstIndex(where: { $0.time > time }) else { return last.place }
        let (from, to) = (times[next - 1], times[next])
        let part = (Double(time) - Double(from.time)) / max(1, Double(to.time) - Double(from.time))
        return Place(x: from.place.x + (to.place.x - from.place.x) * part, top: from.place.top, bottom: from.place.bottom)
    }
}

extension Canvas {
    mutating func drawCursor(at place: PictureMarks.Place) {
        line(
            from: Point(x: place.x, y: place.top), to: Point(x: place.x, y: place.bottom), Stroke(paint: .error, width: 1.6),
            name: Name(kind: "now"))
    }
}

extension Canvas.Item {
    /// What is under way, as far as it has come.
    fileprivate func cut(at cursors: [PictureMarks.Place]) -> Canvas.Item {
        guard case .shape(var shape) = self else { return self }
        let middle = shape.rect.center.y
        guard let cursor = cursors.first(where: { $0.top <= middle && middle <= $0.bottom }), cursor.x < shape.rect.right else {
            return self
        }
        // A bar that has just begun is still seen.
        shape.rect.width = max(2, cursor.x - shape.rect.x)
        shape.name.id = nil
        return .shape(shape)
    }
}
