import FoundationEssentials
import Geospatial
import NetworkModel
import ProjectStore

/// The official address lists as text: Gebäudereferenzen (`gebref.txt`, 21 fields) and
/// Hauskoordinaten (HK-DE, 18 fields), fields parted by semicolons.
///
/// Codes are resolved to names with the key file `gebref_schluessel.txt` where it lies beside the
/// list and the list itself names none.
enum AddressList {
  /// The two formats, told apart by the number of fields.
  private enum Format: Int {
    case houseCoordinates = 18
    case buildingReferences = 21
  }

  /// Whether the first lines look like one of the two formats.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    let line = bytes.prefix(4000).split(separator: UInt8(ascii: "\n")).first ?? []
    let count = line.count(where: { $0 == UInt8(ascii: ";") }) + 1
    guard Format(rawValue: count) != nil else { return false }
    let text = decode(Array(line)).lowercased()
    return text.hasPrefix("n;") || text.hasPrefix("nba;") || text.contains(";oid;")
  }

  static func read(_ bytes: [UInt8], name: String, keys: [UInt8]?) throws -> ImportBatch {
    var batch = ImportBatch(file: name)
    let names = keys.map { KeyFile(decode($0)) }
    for (index, raw) in bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).enumerated() {
      let line = decode(raw.last == UInt8(ascii: "\r") ? Array(raw.dropLast()) : Array(raw))
      if line.allSatisfy(\.isWhitespace) { continue }
      let fields = line.split(separator: ";", omittingEmptySubsequences: false).map {
        String($0).trimmingBlanks
      }
      if index == 0, fields.first?.lowercased() == "nba" { continue }
      batch.featuresRead += 1
      let feature = "line \(index + 1)"
      guard let format = Format(rawValue: fields.count) else {
        batch.reject("address", feature, .fieldCount(fields.count))
        continue
      }
      take(fields, format, feature, names, into: &batch)
    }
    return batch
  }

  private static func take(
    _ fields: [String], _ format: Format, _ feature: String, _ names: KeyFile?,
    into batch: inout ImportBatch
  ) {
    func value(_ position: Int) -> String? { fields[position].isEmpty ? nil : fields[position] }
    let isList = format == .buildingReferences
    let (easting, northing) = isList ? (fields[18], fields[19]) : (fields[11], fields[12])
    guard let x = number(easting), let y = number(northing), x.isFinite, y.isFinite else {
      batch.reject("address", feature, .listCoordinatesNotNumbers)
      return
    }
    let codes = isList ? [3, 5, 7, 9].map { fields[$0] } : [3, 4, 5, 6].map { fields[$0] }
    let widths = [2, 1, 2, 3]
    let key = zip(codes, widths).map { code, width in
      String(repeating: "0", count: max(0, width - code.count)) + code
    }.joined()
    let streetCode = isList ? fields[13] : fields[8]
    let street = (isList ? value(14) : value(13)) ?? names?.street(key, streetCode)
    let houseNumber = isList ? value(15) : value(9)
    guard let houseNumber else {
      batch.reject("address", feature, .notAHome)
      return
    }
    if batch.zone == nil { batch.zone = Int(isList ? fields[17] : fields[16]) }
    let townCode = isList ? fields[11] : fields[7]
    batch.addresses.append(
      ImportBatch.RawAddress(
        id: AddressID("\(isList ? "gebref" : "hk"):\(fields[1])"),
        municipalityKey: key.count == 8 ? key : nil,
        city: (isList ? value(10) : value(15)) ?? names?.municipality(key),
        postcode: isList ? nil : value(14),
        district: (isList ? value(12) : nil) ?? names?.town(key, townCode), street: street,
        number: houseNumber, suffix: (isList ? value(16) : value(10)) ?? "",
        quality: fields[2], dwellings: nil, location: Coordinate(x: x, y: y)))
  }

  private static func number(_ text: String) -> Double? {
    Double(String(text.map { $0 == "," ? "." : $0 }))
  }

  /// UTF-8 with or without a byte order mark; anything that is not UTF-8 counts as Latin-1.
  private static func decode(_ bytes: [UInt8]) -> String {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if let text = String(validating: body, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(body.map { Unicode.Scalar($0) }))
  }

  /// Names by code.
  ///
  /// Lines begin with a letter for what they name: G municipality, O part of a
  /// municipality, S street; the codes follow, the name comes last.
  private struct KeyFile {
    private var names: [String: String] = [:]

    init(_ text: String) {
      for line in text.split(whereSeparator: \.isNewline) {
        let fields = line.split(separator: ";", omittingEmptySubsequences: false).map {
          String($0).trimmingBlanks
        }
        guard fields.count >= 3, let name = fields.last, !name.isEmpty else { continue }
        let codes = fields[1..<(fields.count - 1)].joined()
        names["\(fields[0].uppercased())\(codes)"] = name
      }
    }

    func municipality(_ key: String) -> String? { names["G\(key)"] }
    func town(_ key: String, _ code: String) -> String? { names["O\(key)\(code)"] }
    func street(_ key: String, _ code: String) -> String? { names["S\(key)\(code)"] }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let rest = drop { $0.isWhitespace }
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}
