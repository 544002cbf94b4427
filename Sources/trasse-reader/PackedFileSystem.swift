import CGDAL
import FeatureStream
import Glibc

/// A file system of GDAL that contains the unpacked content of one packed file, limited in its
/// size.
///
/// A gzip or bzip2 file appears as a file with the name that it has without `.gz` or `.bz2`, a zip
/// archive as a folder with its members.
@safe final class PackedFileSystem {
  private static let prefix = "/vsitrasse/"

  private let request: ReadRequest
  private let output: StandardOutput
  /// The path of the content for GDAL.
  let path: String
  /// What precedes a member of an archive where GDAL unpacks it.
  private let source: String

  /// Makes the content available until the process ends.
  init(_ request: ReadRequest, _ output: StandardOutput) {
    self.request = request
    self.output = output
    let name = request.path.split(separator: "/").last.map(String.init) ?? ""
    switch request.packing {
    case .gzip:
      path = Self.prefix + name.dropLast(".gz".count)
      source = "/vsigzip/\(request.path)"
    case .bzip2:
      path = Self.prefix + name.dropLast(".bz2".count)
      source = request.path
    default:
      path = Self.prefix + name
      // Braces enclose the path of an archive, whatever it contains.
      source = "/vsizip/{\(request.path)}"
    }
    install()
  }

  private func install() {
    guard let callbacks = unsafe VSIAllocFilesystemPluginCallbacksStruct() else { return }
    defer { unsafe VSIFreeFilesystemPluginCallbacksStruct(callbacks) }
    unsafe callbacks.pointee.pUserData = Unmanaged.passRetained(self).toOpaque()
    unsafe callbacks.pointee.stat = { system, name, status, flags in
      guard let system = unsafe system, let name = unsafe name, let status = unsafe status else {
        return -1
      }
      let this = unsafe Unmanaged<PackedFileSystem>.fromOpaque(system).takeUnretainedValue()
      return unsafe this.examine(String(cString: name), status, flags)
    }
    unsafe callbacks.pointee.read_dir = { system, name, maximum in
      guard let system = unsafe system, let name = unsafe name else { return nil }
      let this = unsafe Unmanaged<PackedFileSystem>.fromOpaque(system).takeUnretainedValue()
      return unsafe this.names(in: String(cString: name), maximum)
    }
    unsafe callbacks.pointee.open = { system, name, access in
      guard let system = unsafe system, let name = unsafe name, let access = unsafe access else {
        return nil
      }
      let this = unsafe Unmanaged<PackedFileSystem>.fromOpaque(system).takeUnretainedValue()
      guard unsafe String(cString: access).hasPrefix("r"),
        let file = this.open(unsafe String(cString: name))
      else { return nil }
      return unsafe Unmanaged.passRetained(file).toOpaque()
    }
    unsafe callbacks.pointee.tell = { file in unsafe PackedFile.of(file)?.position ?? 0 }
    unsafe callbacks.pointee.seek = { file, offset, origin in
      unsafe PackedFile.of(file)?.seek(to: offset, from: origin) == true ? 0 : -1
    }
    unsafe callbacks.pointee.read = { file, target, size, count in
      let (total, isTooLarge) = size.multipliedReportingOverflow(by: count)
      guard total > 0, !isTooLarge, let this = unsafe PackedFile.of(file) else { return 0 }
      let buffer = unsafe UnsafeMutableRawBufferPointer(start: target, count: total)
      return unsafe this.read(into: buffer) / size
    }
    unsafe callbacks.pointee.eof = { file in unsafe PackedFile.of(file)?.isAtEnd == true ? 1 : 0 }
    unsafe callbacks.pointee.close = { file in
      guard let file = unsafe file else { return -1 }
      unsafe Unmanaged<PackedFile>.fromOpaque(file).release()
      return 0
    }
    // GDAL keeps the pointer to the prefix.
    _ = unsafe VSIInstallPluginHandler(strdup(Self.prefix), callbacks)
  }

  /// The name within GDAL's own file systems; `nil` if there is nothing of this name.
  private func inner(_ name: String) -> String? {
    // GDAL passes a name with or without the prefix, depending on the call.
    let full = name.hasPrefix(Self.prefix) ? name : Self.prefix + name
    guard full.hasPrefix(path) else { return nil }
    let rest = full.dropFirst(path.count)
    if request.packing == .zip {
      return rest.isEmpty || rest.hasPrefix("/") ? source + rest : nil
    }
    return rest.isEmpty ? source : nil
  }

  private func examine(
    _ name: String, _ status: OpaquePointer, _ flags: Int32
  ) -> Int32 {
    guard let inner = inner(name) else { return -1 }
    if request.packing == .zip { return unsafe VSIStatExL(inner, status, flags) }
    // The size is unknown before everything was unpacked.
    var size: UInt64 = 0
    if flags & VSI_STAT_SIZE_FLAG != 0, let file = open(name) {
      _ = file.seek(to: 0, from: SEEK_END)
      size = file.position
    }
    unsafe trasse_gdal_describe_file(status, Int64(size))
    return 0
  }

  private func names(in name: String, _ maximum: Int32) -> UnsafeMutablePointer<
    UnsafeMutablePointer<CChar>?
  >? {
    guard request.packing == .zip, let inner = inner(name) else { return nil }
    return unsafe VSIReadDirEx(inner, maximum)
  }

  private func open(_ name: String) -> PackedFile? {
    guard let inner = inner(name), let file = unsafe VSIFOpenL(inner, "rb") else { return nil }
    var size: UInt64?
    if request.packing == .zip {
      size = UInt64(max(0, unsafe trasse_gdal_size(inner)))
    }
    let content: any PackedContent =
      unsafe request.packing == .bzip2 ? BZip2Content(file) : ContentUnpackedByGDAL(file)
    return PackedFile(content, size: size, limit: request.limits.content, output: output)
  }
}

extension PackedFile {
  /// The file of a handle that GDAL passes.
  fileprivate static func of(_ handle: UnsafeMutableRawPointer?) -> PackedFile? {
    guard let handle = unsafe handle else { return nil }
    return unsafe Unmanaged<PackedFile>.fromOpaque(handle).takeUnretainedValue()
  }
}
