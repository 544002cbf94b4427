/// Takes messages from bytes as they arrive, without trusting their sender.
///
/// The order of the messages, the position of a layer, the column of a value and each length are
/// checked. Memory grows with the bytes that have arrived, not with a length that was announced.
public struct MessageDecoder {
  /// The largest message in bytes, enough for an outline with ten million vertices.
  public static let maximumLength = 256 << 20

  private static let maximumLayers = 10_000
  private static let maximumFields = 10_000

  private enum Phase {
    case layers, features, complete
  }

  private var bytes: [UInt8] = []
  private var position = 0
  private var phase = Phase.layers
  private var fieldCounts: [Int] = []

  /// Starts before the first message.
  public init() {}

  /// Whether the message that completes the stream was read.
  public var isComplete: Bool { phase == .complete }

  /// Appends bytes that have arrived.
  public mutating func append(_ chunk: UnsafeRawBufferPointer) {
    if position > 0 {
      bytes.removeFirst(position)
      position = 0
    }
    unsafe bytes.append(contentsOf: chunk)
  }

  /// The next message; `nil` if more bytes are needed.
  ///
  /// - Throws: ``MalformedStream`` if the bytes are not a message that can follow.
  public mutating func next() throws(MalformedStream) -> StreamMessage? {
    guard bytes.count - position >= 4 else { return nil }
    var prefix = ByteDecoder(bytes, position..<(position + 4))
    let length = Int(try prefix.number(UInt32.self))
    guard length >= 1, length <= Self.maximumLength, phase != .complete else {
      throw MalformedStream()
    }
    guard bytes.count - position - 4 >= length else { return nil }
    let start = position + 4
    position = start + length
    var decoder = ByteDecoder(bytes, start..<position)
    guard let kind = MessageEncoder.Kind(rawValue: try decoder.number(UInt8.self)) else {
      throw MalformedStream()
    }
    let message = try message(kind, &decoder)
    guard decoder.isAtEnd else { throw MalformedStream() }
    return message
  }

  private mutating func message(
    _ kind: MessageEncoder.Kind, _ decoder: inout ByteDecoder
  ) throws(MalformedStream) -> StreamMessage {
    switch (kind, phase) {
    case (.layer, .layers):
      let layer = try Self.layer(&decoder)
      fieldCounts.append(layer.fields.count)
      guard fieldCounts.count <= Self.maximumLayers else { throw MalformedStream() }
      return .layer(layer)
    case (.start, .layers):
      phase = .features
      return .start
    case (.feature, .features): return .feature(try feature(&decoder))
    case (.end, .features):
      phase = .complete
      return .end
    case (.unknownFormat, _), (.damaged, _), (.contentLimit, _), (.unconfined, _):
      phase = .complete
      return .failure(try Self.failure(kind, &decoder))
    default: throw MalformedStream()
    }
  }

  private static func layer(_ decoder: inout ByteDecoder) throws(MalformedStream) -> StreamedLayer {
    let name = try decoder.text()
    let fields = try decoder.texts(atMost: maximumFields)
    let isKnown = try decoder.flag()
    let crs = try decoder.number(Int32.self)
    return StreamedLayer(name: name, fields: fields, crs: isKnown ? crs : nil)
  }

  private func feature(_ decoder: inout ByteDecoder) throws(MalformedStream) -> StreamedFeature {
    let layer = Int(try decoder.number(UInt32.self))
    guard layer < fieldCounts.count else { throw MalformedStream() }
    let number = try decoder.number(Int64.self)
    var values = [String?](repeating: nil, count: fieldCounts[layer])
    for _ in 0..<(try decoder.number(UInt32.self)) {
      let column = Int(try decoder.number(UInt32.self))
      guard column < values.count else { throw MalformedStream() }
      values[column] = try decoder.text()
    }
    let shape: StreamedFeature.Shape
    switch MessageEncoder.ShapeKind(rawValue: try decoder.number(UInt8.self)) {
    case .none?: shape = .none
    case .binary?: shape = .binary(try decoder.byteArray())
    case .unusable?:
      guard let fault = ShapeFault(rawValue: try decoder.number()) else { throw MalformedStream() }
      shape = .unusable(fault)
    case nil: throw MalformedStream()
    }
    return StreamedFeature(layer: layer, number: number, values: values, shape: shape)
  }

  private static func failure(
    _ kind: MessageEncoder.Kind, _ decoder: inout ByteDecoder
  ) throws(MalformedStream) -> ReadFailure {
    switch kind {
    case .unknownFormat: .unknownFormat(try decoder.text())
    case .damaged: .damaged(try decoder.text())
    case .contentLimit: .contentLimit(try decoder.number())
    default: .unconfined
    }
  }
}
