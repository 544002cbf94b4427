/// What is to be read, and what the process that reads it may use.
public struct ReadRequest: Hashable, Sendable {
  /// How the content is packed.
  public enum Packing: UInt8, Sendable {
    case none, gzip, bzip2, zip
  }

  /// The absolute path of the file.
  public var path: String
  /// How its content is packed, as its name states.
  public var packing: Packing
  /// The settings of the OpenStreetMap driver; `nil` for any other format.
  public var openStreetMapSettings: String?
  /// The files and folders that may be read besides the file itself.
  public var readable: [String]
  /// The folder in which temporary files may be written.
  public var temporaryFolder: String
  /// What the reading may use.
  public var limits: ReadLimits
  /// Whether the file is read even if the kernel cannot restrict the process.
  public var allowsUnconfined: Bool

  // Reason: the request is a plain record; each value is stated once, where it is made.
  /// States every property.
  public init(
    path: String, packing: Packing, openStreetMapSettings: String?, readable: [String],
    temporaryFolder: String, limits: ReadLimits, allowsUnconfined: Bool
  ) {
    self.path = path
    self.packing = packing
    self.openStreetMapSettings = openStreetMapSettings
    self.readable = readable
    self.temporaryFolder = temporaryFolder
    self.limits = limits
    self.allowsUnconfined = allowsUnconfined
  }

  /// The largest request in bytes: it fits in a pipe that nobody reads yet.
  public static let maximumLength = 60_000

  /// The request as bytes.
  public var encoded: [UInt8] {
    var encoder = ByteEncoder()
    encoder.append(path)
    encoder.append(packing.rawValue)
    encoder.append(openStreetMapSettings.map { [$0] } ?? [])
    encoder.append(readable)
    encoder.append(temporaryFolder)
    for limit in [limits.memory, limits.seconds, limits.temporaryFile, limits.content] {
      encoder.append(limit)
    }
    encoder.append(UInt8(allowsUnconfined ? 1 : 0))
    return encoder.bytes
  }

  /// Reads a request.
  ///
  /// - Throws: ``MalformedStream`` if the bytes are not a request.
  public init(decoding bytes: [UInt8]) throws(MalformedStream) {
    var decoder = ByteDecoder(bytes, 0..<bytes.count)
    path = try decoder.text()
    guard let packing = Packing(rawValue: try decoder.number(UInt8.self)) else {
      throw MalformedStream()
    }
    self.packing = packing
    openStreetMapSettings = try decoder.texts(atMost: 1).first
    readable = try decoder.texts(atMost: 1000)
    temporaryFolder = try decoder.text()
    limits = ReadLimits(
      memory: try decoder.number(), seconds: try decoder.number(),
      temporaryFile: try decoder.number(), content: try decoder.number())
    allowsUnconfined = try decoder.flag()
    guard decoder.isAtEnd else { throw MalformedStream() }
  }
}
