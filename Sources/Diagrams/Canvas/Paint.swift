/// A colour by what it stands for, in its light and its dark shade.
///
/// The light shade is written into the picture; the dark one replaces it by style sheet, found by ``name``.
enum Paint: String, CaseIterable, Sendable {
    // States of a module
    case run, runText, suspended, suspendedText, waits, waitsText, fetch, fetchEdge, fetchText, fetchPhase, parse, parseEdge
    // Relations
    case wake, dynamic, dynamicText, cycle, cycleFill, cycleText, edge
    // Kinds of modules
    case dependent, dependentEdge, plain, plainEdge, badge, badgeText
    // Trouble
    case error, errorFill
    // Paper and ink
    case ink, muted, rule, lane, paper, task, taskText, microtask

    var light: String { shades.0 }
    var dark: String { shades.1 }

    private var shades: (String, String) {
        switch self {
        case .run: ("#0072B2", "#4DA3E0")
        case .runText: ("#FFFFFF", "#0D1117")
        case .suspended: ("#A6D3F2", "#1D4A6B")
        case .suspendedText: ("#1F2328", "#E6EDF3")
        case .waits: ("#E4E7EB", "#30363D")
        case .waitsText: ("#59636E", "#9AA6B2")
        case .fetch: ("#F2C14E", "#A8791A")
        case .fetchEdge: ("#9A6B00", "#F2C14E")
        case .fetchText: ("#5A4300", "#FFF3D6")
        case .fetchPhase: ("#FBE9BF", "#4A3A12")
        case .parse: ("#C9A0DC", "#8A63A6")
        case .parseEdge: ("#6E3F8A", "#D6B8E6")
        case .wake: ("#D55E00", "#FF8A3D")
        case .dynamic: ("#009E73", "#3CCF9F")
        case .dynamicText: ("#00694C", "#3CCF9F")
        case .cycle: ("#A06CB8", "#B58AD0")
        case .cycleFill: ("#F6EEFA", "#241B2C")
        case .cycleText: ("#7A4793", "#C9A5DE")
        case .edge: ("#6E7781", "#8B949E")
        case .dependent: ("#DCEEFA", "#14304A")
        case .dependentEdge: ("#5B9BD0", "#3F7FB5")
        case .plain: ("#FFFFFF", "#161B22")
        case .plainEdge: ("#8B949E", "#6E7681")
        case .badge: ("#24292F", "#E6EDF3")
        case .badgeText: ("#FFFFFF", "#0D1117")
        case .error: ("#CF222E", "#FF7B72")
        case .errorFill: ("#FFEBE9", "#3D1518")
        case .ink: ("#1F2328", "#E6EDF3")
        case .muted: ("#59636E", "#9AA6B2")
        case .rule: ("#D8DEE4", "#343C47")
        case .lane: ("#F3F5F8", "#1C222B")
        case .paper: ("#FFFFFF", "#0D1117")
        case .task: ("#FBE3D3", "#4A2A14")
        case .taskText: ("#8A3A00", "#FFB88A")
        case .microtask: ("#E6EDF5", "#232D3A")
        }
    }
}
