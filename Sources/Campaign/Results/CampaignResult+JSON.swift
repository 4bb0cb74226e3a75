import Differential
import Text

extension CampaignResult {
    /// What a result file says that it is, and the version of its form.
    public static let formatName = "tla-sim fuzz result"
    public static let formatVersion = 1

    /// The text of a result file. The same result always gives the same bytes.
    public var json: String {
        var json = JSONWriter(isIndented: true)
        json.beginObject()
        json.member("format", Self.formatName)
        json.member("version", Self.formatVersion)
        json.member("program", program)
        json.member("generator", RandomGraph.generatorVersion)
        json.member("seed", seed)
        json.member("graphs", graphs)
        json.member("shard", shard.part)
        json.member("shards", shard.count)
        json.member("done", count)
        json.key("bundlers")
        json.beginArray()
        for row in rows { write(row, to: &json) }
        json.endArray()
        json.endObject()
        json.endText()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func write(_ row: Row, to json: inout JSONWriter) {
        json.beginObject()
        json.member("name", row.bundler)
        json.member("tool", row.tool)
        json.key("cells")
        json.beginObject()
        for column in GraphColumn.allCases {
            guard let cell = row[column] else { continue }
            json.key(column.rawValue)
            json.beginObject()
            json.member("graphs", cell.graphs)
            json.member("same", cell.same)
            for departure in Departure.allCases {
                guard let departing = cell.departures[departure] else { continue }
                json.key(departure.rawValue)
                json.beginObject()
                json.member("count", departing.count)
                json.member("case", departing.smallest.number)
                json.endObject()
            }
            json.endObject()
        }
        json.endObject()
        json.endObject()
    }

    // MARK: Reading

    /// Why a file is no result that can be used.
    public enum ReadingProblem: Error, Hashable, Sendable {
        /// Something else, or damaged.
        case notAResult
        /// A result of another version of the form, or of other graphs.
        case otherVersion
    }

    /// The result in a file's bytes.
    public init(json bytes: [UInt8]) throws(ReadingProblem) {
        guard let json = JSONReader.value(of: bytes), json["format"] == .string(Self.formatName) else { throw .notAResult }
        guard json["version"] == .integer(Self.formatVersion), json["generator"] == .integer(RandomGraph.generatorVersion) else {
            throw .otherVersion
        }
        guard case .string(let program)? = json["program"], case .number(let seed)? = json["seed"], let seed = UInt64(seed),
            let graphs = json.count("graphs"), let part = json.count("shard"), let count = json.count("shards"), graphs >= 1,
            let shard = Shard(part, of: count), case .array(let rows)? = json["bundlers"]
        else { throw .notAResult }
        self.program = program
        self.seed = seed
        self.graphs = graphs
        self.shard = shard
        self.rows = []
        guard json.count("done") == cases.count else { throw .notAResult }
        var read: [Row] = []
        for row in rows { read.append(try self.row(row)) }
        self.rows = read
    }

    private func row(_ json: JSONValue) throws(ReadingProblem) -> Row {
        guard case .string(let name)? = json["name"], case .string(let tool)? = json["tool"], let cells = json["cells"] else {
            throw .notAResult
        }
        var row = Row(bundler: name, tool: tool, cells: [])
        for column in GraphColumn.allCases {
            guard let cell = cells[column.rawValue] else {
                guard column == .oneChunk else { throw .notAResult }
                row.cells.append(nil)
                continue
            }
            row.cells.append(try self.cell(cell, column))
        }
        return row
    }

    private func cell(_ json: JSONValue, _ column: GraphColumn) throws(ReadingProblem) -> Cell {
        guard let graphs = json.count("graphs"), let same = json.count("same"), same <= graphs, graphs == cases.count(of: column.variant)
        else {
            throw .notAResult
        }
        var cell = Cell(graphs: graphs, same: same)
        var rest = graphs - same
        for departure in Departure.allCases {
            guard let departing = json[departure.rawValue] else { continue }
            guard let count = departing.count("count"), (1...graphs).contains(count), let number = departing.count("case"),
                cases.contains(number),
                GraphVariant.ofCase(number) == column.variant
            else { throw .notAResult }
            let size = RandomGraph(seed: seed, number: number).size
            cell.departures[departure] = Departing(count: count, smallest: Specimen(size: size, number: number))
            rest -= count
        }
        guard rest == 0 else { throw .notAResult }
        return cell
    }
}

extension JSONValue {
    /// A member that counts something: a whole number from 0 on.
    fileprivate func count(_ key: String) -> Int? {
        guard case .number(let digits)? = self[key], let count = Int(digits), count >= 0 else { return nil }
        return count
    }
}
