/// The classes of elements: what they are, and then what their colours stand for, by which the style sheet finds those that dark mode
/// changes.
extension ByteText {
    mutating func append(classesOf shape: Canvas.Shape) {
        let start = bytes.count
        appendClass("", shape.name.kind, after: start)
        appendClass("", shape.name.isLater ? "later" : nil, after: start)
        appendClass("f-", shape.style.fill?.rawValue, after: start)
        appendClass("s-", shape.style.stroke?.rawValue, after: start)
        appendClass("t-", shape.label?.paint.rawValue, after: start)
    }

    mutating func append(classesOf curve: Canvas.Curve) {
        let start = bytes.count
        appendClass("", curve.name.kind, after: start)
        appendClass("", curve.name.isLater ? "later" : nil, after: start)
        appendClass("e-", curve.stroke.paint.rawValue, after: start)
    }

    private mutating func appendClass(_ lead: String, _ word: String?, after start: Int) {
        guard let word else { return }
        if bytes.count > start { append(" ") }
        append(lead)
        append(word)
    }
}
