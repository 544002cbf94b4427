import AccessNetwork

/// The dated price list: euro per metre and per piece, each with its source.
struct CostCatalogue: Decodable, Sendable {
  struct Rate: Decodable, Sendable {
    let euroPerMetre: Double
    let source: String
  }

  struct Piece: Decodable, Sendable {
    let euro: Double
    let source: String

    var cents: Int64 { Int64((euro * 100).rounded()) }
  }

  struct Pieces: Decodable, Sendable {
    let crossing: Piece
    let borePits: Piece
    let houseConnection: Piece
    let conduitOpening: Piece
    let shaftEntry: Piece
    let buildingPassage: Piece
  }

  struct Trench: Decodable, Sendable {
    let openTrench: [String: Rate]
    let narrowTrench: [String: Rate]
    let plough: [String: Rate]
    let bore: [String: Rate]
    let bridge: [String: Rate]

    subscript(method: Method) -> [String: Rate] {
      switch method {
      case .openTrench: openTrench
      case .narrowTrench: narrowTrench
      case .plough: plough
      case .bore: bore
      case .bridge: bridge
      case .pullIn: [:]
      }
    }
  }

  let date: String
  let name: String
  let trench: Trench
  let pieces: Pieces
  let privateGround: Rate
  let pullIn: Rate
  let reuse: Rate
  let drop: Rate

  /// Euro per metre for a method in a surface; `nil` where the method is not possible there.
  func euroPerMetre(_ method: Method, in surface: Surface) -> Double? {
    let rates = trench[method]
    return (rates[surface.rawValue] ?? rates["any"])?.euroPerMetre
  }
}

/// How a stretch is laid, with the catalogue's keys.
enum Method: String, Sendable, CaseIterable {
  case openTrench = "open_trench"
  case narrowTrench = "narrow_trench"
  case plough
  case bore
  case bridge
  case pullIn = "pull_in"
}
