import Glibc
import Synchronization

/// The temporary files of this process, which a signal handler can remove.
public enum TemporaryFiles {
  /// The addresses of C strings; 0 for a free place.
  private static let places = InlineArray<8, Atomic<UInt>> { _ in Atomic(0) }

  /// Removes all of them; safe within a signal handler after a first call outside of one.
  public static func removeAll() {
    for index in places.indices {
      let address = places[index].load(ordering: .acquiring)
      guard let path = unsafe UnsafePointer<CChar>(bitPattern: address) else { continue }
      unsafe unlink(path)
    }
  }

  /// Remembers a file; one that finds no place is left to the next run.
  static func add(_ path: String) {
    guard let copy = unsafe strdup(path) else { return }
    let address = UInt(bitPattern: copy)
    for index in places.indices
    where places[index].compareExchange(
      expected: 0, desired: address, ordering: .acquiringAndReleasing
    ).exchanged { return }
    unsafe free(copy)
  }

  /// Forgets a file.
  ///
  /// Its few bytes are not freed: a signal handler on another thread may be reading them.
  static func remove(_ path: String) {
    for index in places.indices {
      let address = places[index].load(ordering: .acquiring)
      guard let other = unsafe UnsafePointer<CChar>(bitPattern: address),
        unsafe strcmp(other, path) == 0
      else { continue }
      places[index].store(0, ordering: .releasing)
    }
  }
}
