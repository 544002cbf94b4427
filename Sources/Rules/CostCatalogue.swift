package import NetworkModel

/// A dated price list: prices in euro per metre and per piece, each with its source.
package struct CostCatalogue: Decodable, Sendable {
  package struct Rate: Decodable, Sendable {
    package let euroPerMetre: Double
    package let source: String
  }

  package struct Piece: Decodable, Sendable {
    package let euro: Double
    package let source: String

    package var cents: Int64 { Int64((euro * 100).rounded()) }
  }

  package struct Pieces: Decodable, Sendable {
    package let crossing: Piece
    package let borePits: Piece
    package let houseConnection: Piece
    package let conduitOpening: Piece
    package let shaftEntry: Piece
    package let buildingPassage: Piece
  }

  package struct Trench: Decodable, Sendable {
    package let openTrench: [String: Rate]
    package let narrowTrench: [String: Rate]
    package let plough: [String: Rate]
    package let bore: [String: Rate]
    package let bridge: [String: Rate]

    package subscript(method: LayingMethod) -> [String: Rate] {
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

  package let date: String
  package let name: String
  package let trench: Trench
  package let pieces: Pieces
  package let privateGround: Rate
  package let pullIn: Rate
  package let reuse: Rate
  package let drop: Rate

  /// The price in euro per metre of a method in a surface; `nil` if the method is not possible
  /// there.
  package func euroPerMetre(_ method: LayingMethod, in surface: Surface) -> Double? {
    let rates = trench[method]
    return (rates[surface.rawValue] ?? rates["any"])?.euroPerMetre
  }
}
