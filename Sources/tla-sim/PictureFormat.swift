import ArgumentParser
import Diagrams

/// The form of a picture's file.
enum PictureFormat: String, CaseIterable, ExpressibleByArgument {
    case svg, dot, mermaid, markdown, perfetto
    /// Named so that whoever asks for them learns what to do instead.
    case png, pdf

    static let help = """
        Formats:
          svg       the picture
          dot       what Graphviz draws it from
          mermaid   a gantt chart or a flowchart for documents that draw Mermaid
          markdown  a link to the SVG with its text alternative, and the run in words
          perfetto  the timeline, of one run or several, as a trace for
                    https://ui.perfetto.dev
        The ending of the file says which: .svg, .dot or .gv, .mmd, .md, .json. Where it
        is another, or none, say --format.

        For png or pdf convert the SVG, with --theme light or dark, by a program that
        has fonts: rsvg-convert, Inkscape, a browser.
        """

    /// - Throws: when there is no such file of that view, or an option has no meaning in it.
    func validate(for view: PictureView, _ look: LookOptions) throws {
        switch self {
        case .svg: return
        case .dot:
            if look.linkBase != nil { throw ValidationError("--link-base is for --format svg.") }
            return
        case .png, .pdf:
            throw ValidationError(
                "tla-sim writes no \(rawValue.uppercased()): its text would depend on the fonts installed. Write the SVG, and convert it: "
                    + "--format svg --theme light -o picture.svg, then rsvg-convert -f \(rawValue) -o picture.\(rawValue) picture.svg.")
        case .mermaid, .markdown: break
        case .perfetto:
            guard view == .timeline || view == .compare else {
                throw ValidationError(
                    "--format perfetto has no form of the view '\(view.rawValue)'. Write --view timeline or --view compare.")
            }
        }
        if look.theme != .auto { throw ValidationError("--theme is for pictures. Write --format svg or --format dot.") }
        if look.axis != nil || !look.focus.isEmpty || look.cyclesOnly || look.width != nil || look.linkBase != nil {
            throw ValidationError(
                "--axis, --focus, --cycles-only, --width and --link-base are for pictures. Write --format svg or --format dot.")
        }
    }
}
