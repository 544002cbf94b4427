/// A growing sequence of bytes, to which texts and numbers are appended.
///
/// All writers of this module append to one, so that a document is built without intermediate
/// strings.
public struct ByteBuffer: Sendable {
  /// The bytes appended so far.
  public private(set) var bytes: [UInt8] = []

  /// Makes an empty buffer.
  ///
  /// - Parameter capacity: the number of bytes to reserve.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// The number of bytes appended so far.
  public var count: Int { bytes.count }

  /// Removes all bytes and keeps the memory for the next ones.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Removes the last byte.
  package mutating func removeLast() { bytes.removeLast() }

  /// Appends one byte.
  public mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Appends a text in UTF-8.
  public mutating func append(_ text: String) {
    let isAppended: Void? = unsafe text.utf8.withContiguousStorageIfAvailable {
      unsafe bytes.append(contentsOf: $0)
    }
    if isAppended == nil { bytes.append(contentsOf: text.utf8) }
  }

  /// Appends all bytes of a sequence.
  public mutating func append(contentsOf other: some Sequence<UInt8>) {
    bytes.append(contentsOf: other)
  }
}
