public import TextFormats

/// Writes a feature collection of RFC 7946 to a sink, one feature a line, with a fixed amount of
/// memory.
public struct FeatureCollectionWriter<Sink: ByteSink> {
  /// Memory for bytes that the sink has not received yet.
  private static var bufferSize: Int { 1 << 16 }

  private var buffer: ByteBuffer
  private let sink: Sink
  private let places: Int
  private var isEmpty = true

  /// Begins a collection.
  ///
  /// - Parameters:
  ///   - name: the collection's name.
  ///   - places: the number of decimals of coordinates.
  ///   - sink: the destination.
  ///   - members: writes additional members of the collection.
  public init(
    name: String, places: Int, to sink: Sink,
    members: (inout JSONWriter.Object) -> Void = { _ in }
  ) {
    var json = JSONWriter(capacity: Self.bufferSize + 4096)
    json.object { object in
      object.member("type", "FeatureCollection")
      object.member("name", name)
      members(&object)
    }
    // The object stays open for the features.
    json.buffer.removeLast()
    json.buffer.append(",\"features\":[")
    buffer = json.buffer
    self.sink = sink
    self.places = places
  }

  /// Writes the next feature.
  ///
  /// - Parameters:
  ///   - id: the feature's identifier.
  ///   - geometry: the geometry, in the CRS of the document.
  ///   - properties: writes the properties.
  /// - Throws: what the sink throws.
  public mutating func add(
    id: String, geometry: Geometry?, properties: (inout JSONWriter.Object) -> Void
  ) throws {
    buffer.append(isEmpty ? "\n" : ",\n")
    isEmpty = false
    var json = JSONWriter(appendingTo: ByteBuffer())
    swap(&buffer, &json.buffer)
    json.feature(id: id, geometry: geometry, places: places, properties: properties)
    swap(&buffer, &json.buffer)
    try sink.drain(&buffer, above: Self.bufferSize)
  }

  /// Ends the collection and writes the remainder.
  ///
  /// - Throws: what the sink throws.
  public mutating func finish() throws {
    buffer.append("\n]}\n")
    try sink.drain(&buffer)
  }
}

extension JSONWriter {
  /// Writes a feature of RFC 7946, section 3.2.
  ///
  /// - Parameters:
  ///   - id: the feature's identifier.
  ///   - geometry: the geometry, in the CRS of the document.
  ///   - places: the number of decimals of its coordinates.
  ///   - properties: writes the properties.
  public mutating func feature(
    id: String, geometry: Geometry?, places: Int, properties: (inout Object) -> Void
  ) {
    object { feature in
      feature.member("type", "Feature")
      feature.member("id", id)
      feature.object("properties", properties)
      feature.member("geometry") { $0.geometry(geometry, places: places) }
    }
  }
}
