import Programs

/// An element of the document: as much of it as the order of scripts depends on.
struct PageElement {
    var object: ObjectID
    /// Its tag's name, in small letters.
    var name: String
    var attributes: [(name: String, value: String)] = []
    var children: [Int32] = []
    /// -1 for none.
    var parent: Int32 = -1
    var text = ""
    var isParserInserted = false
    /// Force async: whether a script that was made by code is async without saying so.
    var isForcedAsync = false
    /// Already started: whether its script, or what it loads, has been taken up.
    var hasStarted = false
    /// Whether it is the document's own root.
    var isRoot = false
}
