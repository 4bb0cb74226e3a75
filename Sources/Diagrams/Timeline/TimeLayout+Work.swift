import Analysis
import Trace

/// Chips on the bars of code that takes time.
extension TimeLayout {
    /// Puts what is printed before the end of such a bar onto it, at its time, as far as there is room; what comes after stays behind the bar.
    mutating func placeOnBars(_ cluster: Cluster) -> Cluster {
        var rest = cluster
        guard cluster.first < cluster.last else { return rest }
        let end = x(scale.times[cluster.last])
        var left = 0.0
        while let line = rest.lines.first {
            let time = picture.trace.console[line].time
            guard time < scale.times[cluster.last] else { break }
            var pill =
                key.isEmpty ? picture.pill(line: line, limit: 24, number: numbers[line]) : picture.pill(place: numbers[line] ?? 0, of: line)
            pill.anchor = x(time)
            pill.left = max(x(time) + 2, left)
            let next = rest.lines.dropFirst().first { picture.trace.console[$0].time > time }
            let limit = next.map { min(x(picture.trace.console[$0].time), end) } ?? end
            guard pill.left + pill.width + 2 <= limit else { break }
            left = pill.left + pill.width + 3
            panel.rows[cluster.row].pills.append(pill)
            rest.lines.removeFirst()
        }
        return rest
    }
}
