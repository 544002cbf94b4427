import Geospatial
import NetworkModel
import ProjectStore

/// Everything taken from one file, still in the file's own CRS.
struct ImportBatch {
  /// An address as read, before its number is taken apart and its street completed.
  struct RawAddress {
    var id: AddressID
    var municipalityKey: String?
    var city: String?
    var postcode: String?
    var district: String?
    var street: String?
    var number: String
    var suffix: String?
    var quality: String
    var dwellings: Int?
    var location: Coordinate
  }

  var addresses: [RawAddress] = []
  var streets: [Street] = []
  var buildings: [Building] = []
  var obstacles: [Obstacle] = []
  var parcels: [Parcel] = []
  var areas: [Area] = []
  var conduits: [Conduit] = []
  var sites: [Site] = []
  var rejects: [ImportReport.Finding] = []
  /// Values that cannot be used, of features that are kept without them.
  var unknownValues: [ImportReport.Finding] = []
  var featuresRead = 0
  var notWanted = 0
  var notes: [ImportNote] = []
  /// The UTM zone that an official list names.
  var zone: Int?
  let file: String

  init(file: String) {
    self.file = file
  }

  mutating func reject(
    _ layer: String, _ feature: some CustomStringConvertible, _ fault: ImportFault
  ) {
    rejects.append(
      ImportReport.Finding(file: file, layer: layer, feature: feature.description, fault: fault))
  }
  /// Names a value that counts as unknown.
  mutating func ignore(_ text: String, of field: NumberField, _ layer: String, _ feature: String) {
    unknownValues.append(
      ImportReport.Finding(
        file: file, layer: layer, feature: feature, fault: field.fault(text)))
  }
}
