/// A file's name, or an argument, as text.
///
/// The system's names are bytes. What is no UTF-8 cannot be told as text, and a text that stands for it would name another file.
///
/// - Returns: `nil` when the bytes are not UTF-8.
public func textOfName(_ bytes: some Collection<UInt8>) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.utf8.elementsEqual(bytes) ? text : nil
}

/// The same for a C string.
public func textOfName(_ name: UnsafePointer<CChar>) -> String? {
    var count = 0
    while name[count] != 0 { count += 1 }
    return textOfName((0..<count).map { UInt8(bitPattern: name[$0]) })
}

/// Such a name for a message, with `\xFF` for each byte that is part of no character.
public func shownName(_ bytes: some Collection<UInt8>) -> String {
    var result = ""
    var rest = Array(bytes)[...]
    while let first = rest.first {
        // A character has four bytes at most.
        if let count = (1...4).first(where: { $0 <= rest.count && textOfName(rest.prefix($0)) != nil }) {
            result += String(decoding: rest.prefix(count), as: UTF8.self)
            rest = rest.dropFirst(count)
        } else {
            let digits = String(first, radix: 16, uppercase: true)
            result += "\\x" + (digits.count == 1 ? "0" : "") + digits
            rest = rest.dropFirst()
        }
    }
    return result
}
