import AddressSearch
import CommandLineKit
import NetworkModel
import Operations
import TextFormats

/// `trasse status show`: reports the state of one address.
struct StatusShowCommand: Command {
  static let declaration = CommandDeclaration(
    name: "status show", summary: "reports the state of a building and its dwellings",
    positionals: [SharedOptions.project, SharedOptions.address],
    options: [
      .init(name: "--at", value: "DATE", help: "the state at that time"), SharedOptions.upTo,
      .init(name: "--personal", help: "also the personal data stored apart from the ledger"),
    ],
    example: "trasse status ratingen.gpkg show \"Marktgasse 11a\"")

  private let operation: ShowStatus
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = ShowStatus(
      project: arguments.positional(0), address: arguments.positional(1),
      moment: try arguments.value("--at").map { try arguments.moment($0) },
      showsPersonalData: arguments.isSet("--personal"))
    isJSON = arguments.isJSON
  }

  func run() throws {
    let output = try operation.run()
    if isJSON {
      let list = output.personal.map { datum in
        JSONText.object([
          ("dwelling", .optional(datum.subject.dwelling)),
          ("report", .optional(datum.subject.report)), ("kind", .text(datum.kind.rawValue)),
          ("value", .text(datum.value)),
        ])
      }
      let members =
        output.status.members
        + (operation.showsPersonalData ? [("personal", .array(list))] : [])
      try StandardStreams.printResult(JSONText.object(members).document)
    } else {
      let lines = output.personal.map {
        "\($0.subject.label ?? "building"): \($0.kind.rawValue) \($0.value.visibleOnOneLine)\n"
      }
      try StandardStreams.printResult(output.status.text + lines.joined())
    }
  }
}

/// The state of a building and its dwellings, as text and as JSON.
extension AddressStatus {
  private static func status(_ standing: Standing?, _ kind: StatusSubject.Kind)
    -> ConnectionStatus
  {
    standing?.status ?? .unknown(kind)
  }

  var members: [(String, JSONText)] {
    [
      ("address_id", .text(address.id)), ("address", .text(address.description)),
      ("building_state", .text(Self.status(building, .building).word)),
      ("building_since", .optional(building?.since.description)),
      ("building_consent", .text(Self.status(building, .building).agreementWord)),
      (
        "dwellings",
        .array(
          dwellings.map { label, standing in
            .object([
              ("label", .text(label)), ("state", .text(Self.status(standing, .dwelling).word)),
              ("since", .optional(standing?.since.description)),
            ])
          })
      ),
      ("events", .integer(events)),
    ]
  }

  var text: String {
    var table = Table()
    func add(_ name: String, _ standing: Standing?, _ kind: StatusSubject.Kind) {
      let status = Self.status(standing, kind)
      table.add([
        name, status.word, standing?.since.description ?? "-",
        status.nextEvents.map(\.rawValue).joined(separator: " "),
      ])
    }
    table.add(["\(address)", "state", "since", "allowed next"])
    add("building", building, .building)
    for (label, standing) in dwellings { add(label, standing, .dwelling) }
    return table.text
  }
}
