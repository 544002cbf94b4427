public import NetworkModel

/// What became of everything that was read.
public struct ImportReport: Sendable {
  /// A feature that was left out, or changed on the way.
  public struct Finding: Hashable, Sendable {
    /// The file's name.
    public let file: String
    /// The layer within it.
    public let layer: String
    /// The feature's id there.
    public let feature: String
    /// The fault.
    public let fault: ImportFault
  }

  /// One file's numbers.
  public struct File: Sendable {
    /// The file's name.
    public let name: String
    /// The CRS its coordinates came in.
    public let crs: String
    /// How many features were read.
    public var featuresRead = 0
    /// How many rows each layer of the project was given.
    public var accepted: [String: Int] = [:]
    /// Features that belong to no layer of the project, such as trees and benches.
    public var notWanted = 0
    /// How it was understood.
    public var notes: [ImportNote] = []

    init(name: String, crs: String) {
      self.name = name
      self.crs = crs
    }
  }

  /// The files, in the order given.
  public internal(set) var files: [File] = []
  /// Features left out.
  public internal(set) var rejects: [Finding] = []
  /// Features kept after a repair.
  public internal(set) var repairs: [Finding] = []
  /// Values that cannot be used and count as unknown, of features that were kept.
  public internal(set) var unknownValues: [Finding] = []
  /// Addresses merged into others as duplicates: the id that went, and the one it went into.
  public internal(set) var merged: [(id: AddressID, into: AddressID)] = []
  /// The project's CRS, where this import has decided it.
  public internal(set) var chosenCRS: String?
}
