import FeatureStream
import Glibc

/// The process that reads one file, and the stream of its messages.
///
/// It ends with this value at the latest.
@safe final class ReaderProcess {
  private let process: pid_t
  private let stream: Int32
  private let folder: ReaderFolder
  private let limits: ReadLimits
  private let name: String
  private var decoder = MessageDecoder()
  private var chunk = [UInt8](repeating: 0, count: 1 << 18)
  private var hasEnded = false

  /// Starts the process.
  ///
  /// - Parameters:
  ///   - request: what is to be read; the temporary folder is set.
  ///   - settings: where the program is, and its environment.
  ///   - name: what the user calls the file.
  /// - Throws: ``ImportError`` if the program is not installed or cannot be started.
  init(_ request: inout ReadRequest, settings: ReaderSettings, name: String) throws {
    guard let program = settings.program else {
      throw ImportError(.file(.reading(.noProgram(nil))), file: name)
    }
    guard let folder = ReaderFolder() else {
      throw ImportError(.file(.reading(.noProgram("there is no temporary folder"))), file: name)
    }
    request.temporaryFolder = folder.path
    guard request.encoded.count <= ReadRequest.maximumLength,
      folder.write(request.encoded, to: "request")
    else {
      throw ImportError(.file(.reading(.noProgram("its request cannot be written"))), file: name)
    }
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      throw ImportError(.file(.reading(.noProgram(Self.explanation(of: errno)))), file: name)
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    let (process, fault) = Self.start(
      program, input: "\(folder.path)/request", output: ends[1], settings.environment)
    guard fault == 0 else {
      close(ends[0])
      throw ImportError(
        .file(.reading(.noProgram("\(program): \(Self.explanation(of: fault))"))), file: name)
    }
    self.process = process
    stream = ends[0]
    self.folder = folder
    limits = request.limits
    self.name = name
  }

  deinit {
    close(stream)
    if !hasEnded {
      kill(process, SIGKILL)
      _ = Self.wait(for: process)
    }
  }

  private static func start(
    _ program: String, input: String, output: Int32, _ environment: [String]
  ) -> (pid_t, Int32) {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // This process decides when reading ends: an interrupt at the terminal is handled here.
    var defaults = sigset_t()
    unsafe sigfillset(&defaults)
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    var blocked = sigset_t()
    unsafe sigemptyset(&blocked)
    unsafe sigaddset(&blocked, SIGINT)
    unsafe sigaddset(&blocked, SIGTERM)
    unsafe posix_spawnattr_setsigmask(&attributes, &blocked)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [strdup(program), nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      unsafe environment.map { unsafe strdup($0) } + [nil]
    defer {
      unsafe (arguments + variables).forEach { unsafe free($0) }
    }
    var process: pid_t = 0
    let fault = unsafe posix_spawn(
      &process, program, &actions, &attributes, &arguments, &variables)
    return (process, fault)
  }

  /// The next message.
  ///
  /// - Throws: ``ImportError`` for a failure that the process reports, and if it ends or falls
  ///   silent before its stream is complete.
  func next() throws -> StreamMessage {
    while true {
      if let message = try decoded() {
        if case .failure(let failure) = message { throw failure.importError(file: name) }
        return message
      }
      try receive()
    }
  }

  private func decoded() throws -> StreamMessage? {
    do {
      return try decoder.next()
    } catch {
      throw ImportError(
        .file(.reading(.failed("it has sent something else than features"))), file: name)
    }
  }

  /// Waits for bytes of the stream.
  private func receive() throws {
    // Processor time is limited in the process; this limit is for one that does nothing.
    let patience = Int32(min(limits.seconds + 300, 1_000_000) * 1000)
    var waiting = pollfd(fd: stream, events: Int16(POLLIN), revents: 0)
    while true {
      let ready = unsafe poll(&waiting, 1, patience)
      if ready == 0 { throw ImportError(.file(.reading(.silence)), file: name) }
      if ready < 0, errno == EINTR { continue }
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe read(stream, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw ImportError(.file(ending()), file: name) }
      unsafe chunk.withUnsafeBytes { bytes in
        unsafe decoder.append(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      }
      return
    }
  }

  /// Why the process has ended before its stream was complete.
  private func ending() -> ImportError.FileFault {
    let status = Self.wait(for: process)
    hasEnded = true
    let signal = status & 0x7F
    switch signal {
    case SIGXCPU: return .reading(.processorTime(seconds: limits.seconds))
    case SIGXFSZ: return .reading(.temporaryFile(bytes: limits.temporaryFile))
    case 0: return .reading(.failed("exit status \(status >> 8 & 0xFF)"))
    // A library that gets no memory ends its process in one of these ways.
    case SIGABRT, SIGSEGV, SIGKILL, SIGILL, SIGTRAP, SIGBUS:
      return .reading(.memory(bytes: limits.memory, signal: signal))
    default: return .reading(.failed("signal \(signal)"))
    }
  }

  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private static func explanation(of fault: Int32) -> String {
    unsafe String(cString: strerror(fault))
  }
}

extension ReadFailure {
  fileprivate func importError(file: String) -> ImportError {
    switch self {
    case .unknownFormat(let reason):
      ImportError(.file(.unknownFormat(reason.isEmpty ? nil : reason)), file: file)
    case .damaged(let reason):
      ImportError(.file(.damaged(reason.isEmpty ? nil : reason)), file: file)
    case .contentLimit(let bytes): ImportError(.file(.reading(.content(bytes: bytes))), file: file)
    case .unconfined: ImportError(.file(.reading(.unconfined)), file: file)
    }
  }
}
