import AddressSearch
import CommandLineKit
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse status show`: where one address stands.
struct ShowStatus: Command {
  static let declaration = CommandDeclaration(
    name: "status show", summary: "tells where a building and its dwellings stand",
    positionals: [SharedOptions.project, SharedOptions.address],
    options: [
      .init(name: "--at", value: "DATE", help: "where they stood then"), SharedOptions.upTo,
      .init(name: "--personal", help: "also the personal data kept beside the ledger"),
    ],
    example: "trasse status ratingen.gpkg show \"Marktgasse 11a\"")

  private let path: String
  private let address: String
  private let moment: LedgerMoment?
  private let showsPersonal: Bool
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    address = arguments.positional(1)
    moment = try arguments.value("--at").map { try arguments.moment($0) }
    showsPersonal = arguments.isSet("--personal")
    isJSON = arguments.isJSON
  }

  func run() throws {
    let project = try Project(path: path, readOnly: true)
    let entry = try project.address(writtenAs: address)
    let status = try project.status(of: entry, at: moment)
    let personal = showsPersonal ? try project.personalData(ofAddress: entry.id) : []
    if isJSON {
      let list = personal.map { datum in
        JSONText.object([
          ("dwelling", .optional(datum.subject.dwelling)),
          ("report", .optional(datum.subject.report)), ("kind", .text(datum.kind.rawValue)),
          ("value", .text(datum.value)),
        ])
      }
      let members = status.members + (showsPersonal ? [("personal", .array(list))] : [])
      print(JSONText.object(members).document, terminator: "")
    } else {
      let lines = personal.map {
        "\($0.subject.label ?? "building"): \($0.kind.rawValue) \($0.value)\n"
      }
      print((status.text + lines.joined()).visible, terminator: "")
    }
  }
}

/// Where a building and its dwellings stand, for people and for programs.
extension AddressStatus {
  private static func word(_ standing: Standing?) -> String {
    (standing?.status ?? .unknown).word
  }

  var members: [(String, JSONText)] {
    [
      ("address_id", .text(address.id)), ("address", .text(address.description)),
      ("building_state", .text(Self.word(building))),
      ("building_since", .optional(building?.since.description)),
      (
        "building_consent",
        .text((building?.status.agreement ?? .unknown).rawValue)
      ),
      (
        "dwellings",
        .array(
          dwellings.map { label, standing in
            .object([
              ("label", .text(label)), ("state", .text(Self.word(standing))),
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
      let next = (standing?.status ?? .unknown).nextEvents(for: kind)
      table.add([
        name, Self.word(standing), standing?.since.description ?? "-",
        next.map(\.rawValue).joined(separator: " "),
      ])
    }
    table.add(["\(address)", "state", "since", "allowed next"])
    add("building", building, .building)
    for (label, standing) in dwellings { add(label, standing, .dwelling) }
    return table.text
  }
}
