/// Writes messages as bytes: the length of the rest in 32 bits, the kind in one byte, the content.
///
/// A feature is written value by value, so that nothing is copied twice.
public struct MessageEncoder {
  /// The kinds of messages.
  enum Kind: UInt8 {
    case layer, start, feature, end, unknownFormat, damaged, contentLimit, unconfined
  }

  /// The kinds of geometries.
  enum ShapeKind: UInt8 {
    case none, binary, unusable
  }

  private var encoder = ByteEncoder()
  private var messageStart = 0
  private var valueCount: UInt32 = 0
  private var valueCountPosition = 0

  /// Starts without messages.
  public init() {}

  /// The messages since the last call of ``removeAll()``.
  public var bytes: [UInt8] { encoder.bytes }

  /// The number of bytes since the last call of ``removeAll()``.
  public var count: Int { encoder.bytes.count }

  /// Forgets the messages, which were sent.
  public mutating func removeAll() {
    encoder.removeAll()
  }

  /// Appends a failure.
  public mutating func append(_ failure: ReadFailure) {
    switch failure {
    case .unknownFormat(let reason): message(.unknownFormat) { $0.append(reason) }
    case .damaged(let reason): message(.damaged) { $0.append(reason) }
    case .contentLimit(let limit): message(.contentLimit) { $0.append(limit) }
    case .unconfined: message(.unconfined) { _ in }
    }
  }

  /// Appends a layer.
  public mutating func append(_ layer: StreamedLayer) {
    message(.layer) { encoder in
      encoder.append(layer.name)
      encoder.append(layer.fields)
      encoder.append(UInt8(layer.crs == nil ? 0 : 1))
      encoder.append(layer.crs ?? 0)
    }
  }

  /// Appends the mark after the layers.
  public mutating func appendStart() {
    message(.start) { _ in }
  }

  /// Appends the mark after the features.
  public mutating func appendEnd() {
    message(.end) { _ in }
  }

  /// Begins a feature; values follow, then the geometry, which completes it.
  public mutating func beginFeature(layer: Int, number: Int64) {
    begin(.feature)
    encoder.append(UInt32(layer))
    encoder.append(number)
    valueCountPosition = count
    valueCount = 0
    encoder.append(valueCount)
  }

  /// Appends a value of the feature that was begun.
  public mutating func appendValue(column: Int, utf8: UnsafeRawBufferPointer) {
    encoder.append(UInt32(column))
    unsafe encoder.append(utf8)
    valueCount += 1
  }

  /// Completes a feature without a geometry, or with one that cannot be used for a reason.
  public mutating func endFeature(unusable fault: ShapeFault?) {
    encoder.append((fault == nil ? ShapeKind.none : .unusable).rawValue)
    if let fault { encoder.append(fault.rawValue) }
    endFeature()
  }

  /// Completes a feature with a geometry as well-known binary.
  public mutating func endFeature(binary: [UInt8]) {
    encoder.append(ShapeKind.binary.rawValue)
    encoder.append(binary)
    endFeature()
  }

  private mutating func endFeature() {
    encoder.replace(at: valueCountPosition, with: valueCount)
    end()
  }

  private mutating func message(_ kind: Kind, _ content: (inout ByteEncoder) -> Void) {
    begin(kind)
    content(&encoder)
    end()
  }

  private mutating func begin(_ kind: Kind) {
    messageStart = count
    encoder.append(UInt32(0))
    encoder.append(kind.rawValue)
  }

  private mutating func end() {
    encoder.replace(at: messageStart, with: UInt32(count - messageStart - 4))
  }
}
