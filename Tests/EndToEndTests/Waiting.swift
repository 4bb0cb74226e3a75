import Foundation

/// Looks again and again until something is so.
///
/// - Parameter words: what is said where it never is.
func waitUntil(
    seconds: Int = 60, orFail words: @autoclosure () -> String = "it does not come in a minute", _ isSo: () -> Bool
) throws {
    for _ in 0..<seconds * 100 {
        if isSo() { return }
        usleep(10_000)
    }
    throw DrivenChromium.Failure(description: words())
}
