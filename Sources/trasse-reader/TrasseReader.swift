import FeatureStream
import Glibc

/// Reads one map file for the program that started it, confined to this file: a request on standard
/// input, messages on standard output.
@main struct TrasseReader {
  /// The status for a request that is not understood: the program was not started by Trasse.
  private static let usage: Int32 = 64

  static func main() {
    guard let request = try? ReadRequest(decoding: StandardInput.everything()) else {
      StandardInput.explain()
      exit(usage)
    }
    let output = StandardOutput(contentLimit: request.limits.content)
    let sandbox = Sandbox(request)
    guard sandbox.confine() || request.allowsUnconfined else {
      output.fail(.unconfined)
    }
    var dataset = Dataset(request, output)
    dataset.writeLayers()
    dataset.writeFeatures()
    output.finish()
  }
}

/// The request that the program receives.
private enum StandardInput {
  static func everything() -> [UInt8] {
    // A person who starts the program at a terminal would wait for nothing.
    guard isatty(STDIN_FILENO) == 0 else { return [] }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count <= ReadRequest.maximumLength {
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      }
      if count <= 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  static func explain() {
    let text = "trasse-reader reads map files for trasse, which starts it. It is not a command.\n"
    _ = unsafe write(STDERR_FILENO, text, text.utf8.count)
  }
}
