import FeatureStream
import Glibc

/// The stream of messages on standard output, written in blocks.
final class StandardOutput {
  private static let blockSize = 1 << 18

  private var encoder = MessageEncoder()
  private var written: UInt64 = 0
  private let contentLimit: UInt64

  init(contentLimit: UInt64) {
    self.contentLimit = contentLimit
  }

  /// Writes messages.
  func write(_ body: (inout MessageEncoder) -> Void) {
    body(&encoder)
    if encoder.count >= Self.blockSize { flush() }
    if written > contentLimit { fail(.contentLimit(contentLimit)) }
  }

  /// Completes the stream and ends the process.
  func finish() -> Never {
    encoder.appendEnd()
    flush()
    _exit(0)
  }

  /// Reports a failure and ends the process; safe within a driver, because nothing of the driver
  /// runs afterwards.
  func fail(_ failure: ReadFailure) -> Never {
    encoder.append(failure)
    flush()
    _exit(0)
  }

  private func flush() {
    unsafe encoder.bytes.withUnsafeBytes { bytes in
      var rest = unsafe bytes[...]
      while unsafe !rest.isEmpty {
        let count = unsafe Glibc.write(
          STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        // The receiver has stopped reading.
        if count <= 0 { _exit(1) }
        unsafe rest = rest.dropFirst(count)
      }
    }
    written += UInt64(encoder.count)
    encoder.removeAll()
  }
}
