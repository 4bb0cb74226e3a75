/// Whether a character would act on a terminal or on the order of the text around it instead of being seen.
///
/// These are the C0 and C1 controls, DEL, the line and paragraph separators, the marks, embeddings and isolates of the
/// bidirectional algorithm, invisible blanks and marks, and tag characters.
public func isInvisibleControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE007F: true
    default: false
    }
}
