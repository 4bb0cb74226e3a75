/// The headings under which findings are told.
extension Finding {
    public enum Section: String, Sendable, CaseIterable {
        case wrong, slow
        case notDetermined = "not-determined"

        public var heading: String {
            switch self {
            case .wrong: "What is wrong"
            case .slow: "What is slow"
            case .notDetermined: "What is not as certain as it looks"
            }
        }
    }

    public var section: Section {
        switch kind {
        case .notDetermined: .notDetermined
        case .serialAwaits, .slowStart: .slow
        default: .wrong
        }
    }
}
