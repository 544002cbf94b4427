/// What the reading of one file may use.
public struct ReadLimits: Hashable, Sendable {
  /// Bytes of memory; 0 for no limit.
  public var memory: UInt64
  /// Seconds of processor time.
  public var seconds: UInt64
  /// Bytes of one temporary file.
  public var temporaryFile: UInt64
  /// Bytes of the unpacked content of a packed file, and of the features of any file.
  public var content: UInt64

  /// Sets every limit.
  public init(memory: UInt64, seconds: UInt64, temporaryFile: UInt64, content: UInt64) {
    self.memory = memory
    self.seconds = seconds
    self.temporaryFile = temporaryFile
    self.content = content
  }

  /// The limits for a file: a constant part for small files, and a part that grows with the size.
  ///
  /// 4 GiB of memory; 20 seconds, and 5 for each MB; 4 GiB of a temporary file, and 40 times the
  /// size; 256 MiB of content, and 100 times the size, of which OpenStreetMap data as packed XML
  /// needs about 15 times.
  ///
  /// - Parameter size: the size of the file in bytes.
  public init(forFileOf size: UInt64) {
    // No file is larger than this, so that no product overflows.
    let size = min(size, 1 << 48)
    self.init(
      memory: 4 << 30, seconds: 20 + size / 200_000, temporaryFile: (4 << 30) + size * 40,
      content: (256 << 20) + size * 100)
  }
}
