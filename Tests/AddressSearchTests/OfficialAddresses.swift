import AddressSearch
import Foundation
import TestSupport

/// Real addresses from the shared test data.
enum OfficialAddresses {
  /// The addresses of Essen's official list, without duplicates.
  static func essen() throws -> [AddressEntry] {
    let zip = Shared.path("geodata/essen/hauskoordinaten_essen_2022-10-05_4647.zip")
    let text = try output(
      "/usr/bin/python3", "-c",
      """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1]) as file:
          name = next(n for n in file.namelist() if n.endswith('.geojson'))
          sys.stdout.buffer.write(file.read(name))
      """, zip)
    var entries: [AddressEntry] = []
    for line in text.split(separator: "\n") where line.contains("\"hsnr\": ") {
      guard let street = value("strname", in: line), let number = value("hsnr", in: line),
        !street.hasPrefix("#")
      else { continue }
      entries.append(
        AddressEntry(
          id: "\(entries.count)", street: street,
          number: HouseNumber(text: number + (value("hsnrzu", in: line) ?? "")), city: "Essen"))
    }
    return distinct(entries)
  }

  private static func value(_ name: String, in line: Substring) -> String? {
    guard let start = line.range(of: "\"\(name)\": \"") else { return nil }
    return line[start.upperBound...].firstIndex(of: "\"").map {
      String(line[start.upperBound..<$0])
    }
  }

  /// The addresses of Neubrandenburg in OpenStreetMap, without duplicates.
  static func neubrandenburg() throws -> [AddressEntry] {
    let text = try output(
      "/bin/bzcat", Shared.path("geodata/neubrandenburg/neubrandenburg.osm.bz2"))
    var entries: [AddressEntry] = []
    var tags: [String: String] = [:]
    for line in text.split(separator: "\n") {
      if line.contains("<tag k='addr:"), let (key, value) = tag(line) {
        tags[key] = value
      } else if line.contains("<node") || line.contains("<way") || line.contains("</osm>") {
        if let street = tags["addr:street"], let number = tags["addr:housenumber"] {
          entries += HouseNumber.parse(number).map {
            AddressEntry(
              id: "", street: street, number: $0, postcode: tags["addr:postcode"],
              city: tags["addr:city"], district: tags["addr:suburb"])
          }
        }
        tags = [:]
      }
    }
    return distinct(entries)
  }

  private static func tag(_ line: Substring) -> (String, String)? {
    let parts = line.split(separator: "'", omittingEmptySubsequences: false)
    guard parts.count >= 4 else { return nil }
    return (
      String(parts[1]),
      parts[3].replacingOccurrences(of: "&amp;", with: "&")
        .replacingOccurrences(of: "&apos;", with: "'")
    )
  }

  private static func distinct(_ entries: [AddressEntry]) -> [AddressEntry] {
    var seen: Set<String> = []
    return entries.filter {
      seen.insert("\($0.street)|\($0.number)|\($0.postcode ?? "")|\($0.city ?? "")").inserted
    }.enumerated().map { number, entry in
      AddressEntry(
        id: "\(number)", street: entry.street, number: entry.number, postcode: entry.postcode,
        city: entry.city, district: entry.district)
    }
  }

  private static func output(_ command: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
