import Text

/// A string literal with that value.
func quoted(_ value: String) -> String { jsonStringLiteral(value) }
