/// What the process that reads a file reports, in this order: all layers, the start of the
/// features, all features, the end; a failure at any time ends the stream.
public enum StreamMessage: Hashable, Sendable {
  case layer(StreamedLayer)
  /// All layers are known.
  case start
  case feature(StreamedFeature)
  case end
  case failure(ReadFailure)
}

/// One layer with its columns.
public struct StreamedLayer: Hashable, Sendable {
  /// The name in the file.
  public var name: String
  /// The names of the columns.
  public var fields: [String]
  /// The EPSG code of its CRS; `nil` if the file does not state it or it is unknown.
  public var crs: Int32?

  /// Describes a layer.
  public init(name: String, fields: [String], crs: Int32?) {
    self.name = name
    self.fields = fields
    self.crs = crs
  }
}

/// One feature as read.
public struct StreamedFeature: Hashable, Sendable {
  /// The geometry of a feature.
  public enum Shape: Hashable, Sendable {
    case none
    /// Well-known binary.
    case binary([UInt8])
    /// The reason why it cannot be used.
    case unusable(ShapeFault)
  }

  /// The position of its layer among the layers.
  public var layer: Int
  /// Its number in the layer.
  public var number: Int64
  /// The values by column; `nil` if unset.
  public var values: [String?]
  /// The geometry.
  public var shape: Shape

  /// Describes a feature.
  public init(layer: Int, number: Int64, values: [String?], shape: Shape) {
    self.layer = layer
    self.number = number
    self.values = values
    self.shape = shape
  }
}

/// Why a feature, or its geometry, cannot be used.
public enum ShapeFault: UInt8, Hashable, Sendable {
  /// The geometry has no position.
  case empty
  /// It cannot be written as well-known binary.
  case unwritable
  /// It is larger than half the largest message.
  case tooLarge
  /// A value of the feature is too long.
  case longValue
}

/// Why a file is not read.
public enum ReadFailure: Hashable, Sendable {
  /// No driver recognizes the format; the message of GDAL.
  case unknownFormat(String)
  /// The content is damaged; the message of GDAL.
  case damaged(String)
  /// The content is larger than the limit, in bytes.
  case contentLimit(UInt64)
  /// The kernel cannot restrict the process.
  case unconfined
}

/// Bytes that are not what they are expected to be.
public struct MalformedStream: Error, Hashable {
  /// States the fault.
  public init() {}
}
