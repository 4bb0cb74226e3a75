/// The name of an element, or the name or value of an attribute: it lasts as long as the call that gets it.
public struct XMLName {
    let pointer: UnsafePointer<CChar>

    public var bytes: UnsafeBufferPointer<UInt8> {
        var count = 0
        while pointer[count] != 0 { count += 1 }
        return UnsafeBufferPointer(start: UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self), count: count)
    }

    public var text: String { String(cString: pointer) }

    public static func == (name: XMLName, word: StaticString) -> Bool {
        // Both end with 0, so neither is read past its end.
        for index in 0...word.utf8CodeUnitCount where UInt8(bitPattern: name.pointer[index]) != word.utf8Start[index] { return false }
        return true
    }
}

/// The attributes of an element, in its order, their values with entities resolved; they last as long as the call that gets them.
public struct XMLAttributes: Sequence {
    /// Names and values in turns, and nothing after the last.
    let pointer: UnsafeMutablePointer<UnsafePointer<CChar>?>

    public struct Iterator: IteratorProtocol {
        fileprivate var pointer: UnsafeMutablePointer<UnsafePointer<CChar>?>

        public mutating func next() -> (name: XMLName, value: XMLName)? {
            guard let name = pointer[0], let value = pointer[1] else { return nil }
            pointer += 2
            return (XMLName(pointer: name), XMLName(pointer: value))
        }
    }

    public func makeIterator() -> Iterator { Iterator(pointer: pointer) }

    public func value(of name: StaticString) -> XMLName? {
        for attribute in self where attribute.name == name { return attribute.value }
        return nil
    }
}
