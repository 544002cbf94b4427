import Glibc

/// A listening socket.
public struct Listener: Sendable {
  let descriptor: Int32

  /// Why a listening socket could not be created.
  public enum Failure: Error, Hashable, Sendable {
    /// The text is not a numeric IP address.
    case notAnAddress(String)
    /// The address and port cannot be used, for the reason that the system reports.
    case cannotListen(address: String, port: UInt16, reason: String)
    /// `LISTEN_FDS` is set, but descriptor 3 is not a listening socket.
    case noInheritedSocket
  }

  /// Creates a socket that listens on an address.
  ///
  /// - Parameters:
  ///   - address: a numeric IPv4 or IPv6 address.
  ///   - port: the port; 0 for any free port.
  /// - Throws: ``Failure`` if the address does not belong to this machine or the port is in use.
  public init(address: String, port: UInt16) throws(Failure) {
    var hints = unsafe addrinfo()
    unsafe hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(address, String(port), &hints, &found) == 0,
      let info = unsafe found
    else { throw .notAnAddress(address) }
    defer { unsafe freeaddrinfo(found) }
    let descriptor = socket(
      unsafe info.pointee.ai_family,
      Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var one: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, size)
    if unsafe info.pointee.ai_family == AF_INET6 {
      _ = unsafe setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &one, size)
    }
    guard descriptor >= 0,
      unsafe bind(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0,
      listen(descriptor, 1024) == 0
    else {
      let reason = unsafe String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw .cannotListen(address: address, port: port, reason: "\(reason)")
    }
    self.descriptor = descriptor
  }

  /// The socket that a supervisor such as systemd has opened for this process (`sd_listen_fds(3)`);
  /// `nil` if there is none.
  ///
  /// Such a socket remains open while the program is replaced, so that no connection is refused in
  /// the meantime.
  ///
  /// - Throws: ``Failure`` if the descriptor is not a listening socket.
  public init?(environment: [String: String]) throws(Failure) {
    guard environment["LISTEN_PID"] == String(getpid()), environment["LISTEN_FDS"] == "1" else {
      return nil
    }
    descriptor = 3
    var listens: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0,
      listens == 1
    else {
      throw .noInheritedSocket
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  /// The port; 0 if it cannot be determined.
  public var port: UInt16 {
    var address = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let code = unsafe withUnsafeMutableBytes(of: &address) { bytes in
      unsafe getsockname(
        descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
    }
    // The port is at the same offset for both address families.
    return code == 0
      ? unsafe withUnsafeBytes(of: address) {
        unsafe UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self))
      } : 0
  }
}
