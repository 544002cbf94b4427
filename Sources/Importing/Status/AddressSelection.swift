import FoundationEssentials
import NetworkModel
import ProjectStore

/// Addresses chosen in another program: a GeoJSON file of features, or a table.
public enum AddressSelection {
  /// The addresses a file names: by `address_id`, `id` or `address` of a feature, or by the columns
  /// that an import of events knows.
  ///
  /// - Throws: ``ImportError`` where the file cannot be read or names none.
  public static func read(_ path: String) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ImportError(.file(.unreadable), file: path)
    }
    let isJSON = data.first { $0 > 0x20 && $0 < 0x80 } == UInt8(ascii: "{")
    let addresses = isJSON ? try features(data, path) : try rows(Array(data), path)
    guard !addresses.isEmpty else {
      throw ImportError(.file(.noAddress), file: path)
    }
    return addresses
  }

  private struct Collection: Decodable {
    struct Feature: Decodable {
      struct Properties: Decodable {
        var address_id: String?
        var id: String?
        var address: String?
      }
      var properties: Properties?
    }
    var features: [Feature]
  }

  private static func features(_ data: Data, _ path: String) throws -> [String] {
    let collection: Collection
    do {
      collection = try JSONDecoder().decode(Collection.self, from: data)
    } catch {
      throw ImportError(.file(.notGeoJSON), file: path)
    }
    return try collection.features.enumerated().map { index, feature in
      let names = feature.properties
      guard let address = names?.address_id ?? names?.id ?? names?.address else {
        throw ImportError(
          .file(.featureWithoutAddress), file: path, feature: "\(index + 1)")
      }
      return address
    }
  }

  private static func rows(_ bytes: [UInt8], _ path: String) throws -> [String] {
    var table = DelimitedText(bytes)
    guard table.next() else { return [] }
    let header = (0..<table.count).map { table.field($0) }
    let columns = try StatusTable(header, fields: [:], needsEvent: false, file: path)
    var addresses: [String] = []
    while table.next() { addresses.append(columns.address(in: table)) }
    return addresses
  }
}
