import Foundation
public import HTTPServing
import TextFormats
public import WebPages

/// The operator's configuration: identity, appearance and limits of the service.
public struct Configuration: Sendable, Decodable {
  /// How to contact the carrier.
  public struct Contact: Sendable, Decodable {
    /// An e-mail address.
    public var email: String?
    /// A telephone number.
    public var telephone: String?
  }

  /// The colour of links and buttons, as `#rrggbb`, in the light and the dark scheme.
  public struct Colours: Sendable, Decodable {
    /// On a white background.
    public var light = "#0b5a8a"
    /// On a dark background.
    public var dark = "#7cc4f0"

    /// Creates the default colours.
    public init() {}

    /// Reads the colours.
    ///
    /// Missing members have default values.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      light = try container.decodeIfPresent(String.self, forKey: .light) ?? light
      dark = try container.decodeIfPresent(String.self, forKey: .dark) ?? dark
    }

    private enum CodingKeys: CodingKey { case light, dark }
  }

  /// The map beside an answer.
  public struct Map: Sendable, Decodable {
    /// The MapLibre GL JS library.
    public let script: CheckedFile
    /// The style sheet of the library.
    public let style: CheckedFile
    /// The base map, which the browsers of users load from another server; `nil` for none.
    public var baseMap: BaseMap?

    private enum CodingKeys: String, CodingKey {
      case script, style
      case baseMap = "base_map"
    }
  }

  /// Raster tiles from another server.
  public struct BaseMap: Sendable, Decodable {
    /// The URL of a tile, with `{z}`, `{x}` and `{y}`.
    public let tiles: String
    /// The attribution, as plain text.
    public let attribution: String
  }

  /// The permitted rates of requests from a network of clients.
  public struct Rates: Sendable, Decodable {
    /// The rate of suggestions.
    public var suggest = RateLimiter.Rate(perSecond: 20, burst: 60)
    /// The rate of answers.
    public var lookup = RateLimiter.Rate(perSecond: 5, burst: 60)
    /// The rate of features, tiles, pages and statistics.
    public var data = RateLimiter.Rate(perSecond: 50, burst: 500)
    /// The rate of error reports.
    public var report = RateLimiter.Rate(perSecond: 1.0 / 60, burst: 5)

    /// Creates the default rates.
    public init() {}

    /// Reads the rates.
    ///
    /// Missing members have default values.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      typealias Rate = RateLimiter.Rate
      suggest = try container.decodeIfPresent(Rate.self, forKey: .suggest) ?? suggest
      lookup = try container.decodeIfPresent(Rate.self, forKey: .lookup) ?? lookup
      data = try container.decodeIfPresent(Rate.self, forKey: .data) ?? data
      report = try container.decodeIfPresent(Rate.self, forKey: .report) ?? report
    }

    private enum CodingKeys: CodingKey { case suggest, lookup, data, report }
  }

  /// The name of the operator.
  public var `operator` = "Trasse"
  /// How to contact the carrier.
  public var contact = Contact()
  /// The URL at which fibre can be ordered.
  public var orderURL: String?
  /// The URL of the operator's imprint.
  public var imprintURL: String?
  /// The colours.
  public var colours = Colours()
  /// The URL of the service as seen by clients, such as `https://host`.
  public var publicURL: String?
  /// The map; `nil` for none.
  public var map: Map?
  /// The file to which error reports are appended; `nil` if reports are not accepted.
  public var reports: String?
  /// The origins whose pages may use the interface; `*` for all.
  public var cors: [String] = []
  /// The rates of requests.
  public var rates = Rates()
  /// The header field in which the reverse proxy states the client's address.
  public var proxyHeader = ForwardedClient.xForwardedFor
  /// Whether features contain street and house number, which reveals the list of all addresses.
  public var listsAddresses = false

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case `operator`, contact, colours, map, reports, cors, rates
    case orderURL = "order_url"
    case imprintURL = "imprint_url"
    case publicURL = "public_url"
    case proxyHeader = "proxy_header"
    case listsAddresses = "lists_addresses"
  }

  /// Creates the default configuration.
  public init() {}

  /// Reads the configuration.
  ///
  /// Missing members have default values.
  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: CodingKeys.self)
    `operator` = try box.decodeIfPresent(String.self, forKey: .operator) ?? `operator`
    contact = try box.decodeIfPresent(Contact.self, forKey: .contact) ?? contact
    orderURL = try box.decodeIfPresent(String.self, forKey: .orderURL)
    imprintURL = try box.decodeIfPresent(String.self, forKey: .imprintURL)
    colours = try box.decodeIfPresent(Colours.self, forKey: .colours) ?? colours
    publicURL = try box.decodeIfPresent(String.self, forKey: .publicURL)
    map = try box.decodeIfPresent(Map.self, forKey: .map)
    reports = try box.decodeIfPresent(String.self, forKey: .reports)
    cors = try box.decodeIfPresent([String].self, forKey: .cors) ?? cors
    rates = try box.decodeIfPresent(Rates.self, forKey: .rates) ?? rates
    proxyHeader =
      try box.decodeIfPresent(ForwardedClient.self, forKey: .proxyHeader) ?? proxyHeader
    listsAddresses = try box.decodeIfPresent(Bool.self, forKey: .listsAddresses) ?? listsAddresses
  }
}

extension Configuration {
  /// Why a configuration is invalid.
  public enum Fault: Error, Hashable, Sendable {
    /// The file cannot be read.
    case unreadable(file: String)
    /// The file is not valid JSON.
    case notJSON(file: String)
    /// The value of a key has the wrong type.
    case wrongKind(key: String, file: String)
    /// A required key is missing.
    case missingKey(String, file: String)
    /// The key is unknown.
    case unknownKey(String, known: [String], file: String)
    /// The value is not a valid URL.
    case notWebAddress(key: String, file: String)
    /// The value is not a colour of the form #rrggbb.
    case notColour(key: String, file: String)
    /// The contrast of a colour with its background is below 4.5 (WCAG 2.2).
    case lowContrast(key: String, Double, needsDarker: Bool, file: String)
    /// A rate permits no requests.
    case emptyRate(key: String, file: String)
    /// A file of the map cannot be served.
    case mapFile(key: String, CheckedFile.Fault)
  }

  /// Reads and validates a configuration file.
  ///
  /// - Throws: ``Fault``.
  public init(file path: String) throws(Fault) {
    guard FileKind(atPath: path) != .other, let content = FileManager.default.contents(atPath: path)
    else { throw .unreadable(file: path) }
    do {
      self = try JSONDecoder().decode(Configuration.self, from: content)
    } catch let error as DecodingError {
      throw error.fault(in: path)
    } catch {
      throw .notJSON(file: path)
    }
    let members = (try? JSONSerialization.jsonObject(with: content)) as? [String: Any] ?? [:]
    let known = CodingKeys.allCases.map(\.rawValue)
    if let key = members.keys.sorted().first(where: { !known.contains($0) }) {
      throw .unknownKey(key, known: known.sorted(), file: path)
    }
    for (key, url) in [
      ("order_url", orderURL), ("imprint_url", imprintURL), ("public_url", publicURL),
      ("map.base_map.tiles", map?.baseMap?.tiles),
    ] {
      if let url, !url.isWebAddress {
        throw .notWebAddress(key: key, file: path)
      }
    }
    for (key, text, ground) in [
      ("light", colours.light, Colour.white), ("dark", colours.dark, Colour.night),
    ] {
      guard let colour = Colour(text) else {
        throw .notColour(key: "colours.\(key)", file: path)
      }
      let contrast = colour.contrast(to: ground)
      guard contrast >= 4.5 else {
        throw .lowContrast(
          key: "colours.\(key)", contrast, needsDarker: key == "light", file: path)
      }
    }
    for (key, rate) in [
      ("suggest", rates.suggest), ("lookup", rates.lookup), ("data", rates.data),
      ("report", rates.report),
    ] where !(rate.perSecond > 0 && rate.burst >= 1 && rate.burst.isFinite) {
      throw .emptyRate(key: "rates.\(key)", file: path)
    }
  }
}

extension DecodingError {
  /// The fault of a document that cannot be decoded.
  fileprivate func fault(in file: String) -> Configuration.Fault {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? .notJSON(file: file) : .wrongKind(key: path, file: file)
    case .keyNotFound(let key, let context):
      let path = (context.codingPath + [key]).map(\.stringValue).joined(separator: ".")
      return .missingKey(path, file: file)
    @unknown default: return .notJSON(file: file)
    }
  }
}

extension String {
  /// Whether the text is a web address that needs no escaping in pages and header fields.
  fileprivate var isWebAddress: Bool {
    (hasPrefix("https://") || hasPrefix("http://"))
      && utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"'<>;,\\".utf8.contains($0) }
  }
}
