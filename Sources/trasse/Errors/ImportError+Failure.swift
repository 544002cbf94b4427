public import CommandLineKit
public import Importing

extension ImportError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    let position = [file, layer.map { "layer \($0)" }, feature.map { "feature \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
    let (status, message, fix) =
      switch fault {
      case .file(let fault): Self.words(fault)
      case .column(let fault): Self.words(fault)
      case .position(let fault): Self.words(fault)
      }
    // A CRS that the user names, and a column of a table without layers, are part of the call.
    let isOfCall =
      switch fault {
      case .position(.unusableCRS): file == nil
      case .column(.unknownColumn): layer == nil
      default: false
      }
    return Failure(
      isOfCall ? .usage : status, position.isEmpty ? message : "\(position): \(message)", fix: fix)
  }

  private typealias Words = (ExitStatus, String, String?)

  private static func words(_ fault: FileFault) -> Words {
    switch fault {
    case .missing: (.noInput, "there is no such file", "check the name")
    case .noFile:
      (.noInput, "it is not a regular file", "name a file, not a folder, a device or a pipe")
    case .unreadable: (.noInput, "the file cannot be read", "check its name and permissions")
    case .unknownFormat(let complaint):
      (
        .badData, "the file cannot be read\(complaint.map { " (\($0))" } ?? "")",
        "check that it is complete, and that its extension is of its format (docs/import.md)"
      )
    case .damaged(let complaint):
      (
        .badData, "the file is damaged or incomplete\(complaint.map { " (\($0))" } ?? "")",
        "fetch it again; nothing of it was imported"
      )
    case .reading(let fault): words(fault)
    case .empty:
      (.badData, "the file is empty", "its first line names the columns: address, event, time …")
    case .noFeature:
      (.badData, "the file contains no feature", "check that it was exported completely")
    case .nothingToImport:
      (
        .badData, "the file contains nothing to import",
        "check that it is the right file, or create the project with --crs"
      )
    case .noAddress:
      (.badData, "the file names no address", "give each feature an address_id or address")
    case .featureWithoutAddress:
      (.badData, "it names no address", "give it an address_id or address")
    case .notGeoJSON:
      (
        .badData, "the file is not a GeoJSON FeatureCollection",
        "export the chosen addresses as GeoJSON, with their ids as text"
      )
    case .repeatedName:
      (
        .usage, "another file of this import has the same name",
        "import them one after the other, each with its own --source NAME"
      )
    case .nothingWithin(let area):
      (.badData, "nothing of it is in \(area)", "choose another area, or check the CRS of both")
    case .noneAccepted(let fault):
      (
        .badData, "none of its features can be accepted; the first because of: \(fault.reason)",
        fault.fix
      )
    case .emptyProject:
      (.badData, "the project is empty", "import streets and addresses first")
    case .noPolygon(let fault):
      (
        .badData,
        "there is no polygon in it"
          + (fault.map { "; the first feature is left out because of: \($0.reason)" } ?? ""),
        "name a file with the area drawn as a polygon"
      )
    }
  }

  private static func words(_ fault: ReadingFault) -> Words {
    switch fault {
    case .content(let bytes):
      (
        .badData,
        "its content is larger than the limit of \(bytes >> 20) MiB for a file of its size",
        "check the file; unpack it, or divide it into several files, if its content is right"
      )
    case .processorTime(let seconds):
      (
        .badData, "reading it takes more than \(seconds) s of processor time",
        "check the file; set TRASSE_READER_SECONDS to a higher limit if its content is right"
      )
    case .temporaryFile(let bytes):
      (
        .badData, "reading it needs a temporary file of more than \(bytes >> 20) MiB",
        "check the file; divide it into several files if its content is right"
      )
    case .memory(let bytes, let signal):
      (
        .badData,
        "the program that reads files has ended with signal \(signal): its driver has crashed"
          + (bytes > 0 ? ", or needs more than \(bytes >> 20) MiB of memory" : ""),
        "check the file; set TRASSE_READER_MEMORY to more GiB if its content is right"
      )
    case .silence:
      (
        .badData, "the program that reads files has stopped",
        "check the file; run the command again if the machine was suspended"
      )
    case .noProgram(let reason):
      (
        .unavailable,
        "the program trasse-reader, which reads files, cannot be started"
          + (reason.map { " (\($0))" } ?? ""),
        "install it beside trasse or in ../libexec/trasse, or set TRASSE_READER to its path"
      )
    case .unconfined:
      (
        .unavailable, "this kernel cannot restrict the program that reads files",
        "use Linux 5.13 or later with Landlock and seccomp; for a file from a trusted source set "
          + "TRASSE_READER_UNCONFINED=yes"
      )
    case .failed(let how):
      (
        .badData, "the program that reads files has ended early (\(how))",
        "check the file, or convert it to another format; nothing of it was imported"
      )
    }
  }

  private static func words(_ fault: ColumnFault) -> Words {
    switch fault {
    case .unknownField(let field, let known):
      (
        .usage, "--field \(field) is unknown",
        "choose from \(known.joined(separator: ", "))"
      )
    case .unknownColumn(let column, let columns):
      (
        .badData, "there is no column \(column)",
        "its columns are \(columns.joined(separator: ", "))"
      )
    case .missingFields(let fields, let columns):
      (
        .badData, "no column for \(fields.joined(separator: ", ")) was found",
        "name it with --field \(fields.first ?? "TARGET")=COLUMN; its columns are "
          + columns.joined(separator: ", ")
      )
    case .unknownContent(let roles):
      (
        .usage, "the content of the layer cannot be derived from its name",
        "state it with --as \(roles.joined(separator: ", --as "))"
      )
    }
  }

  private static func words(_ fault: PositionFault) -> Words {
    switch fault {
    case .differentCRSs:
      (
        .badData, "its layers are in different CRSs",
        "save them as files of their own, or state one for all with --crs"
      )
    case .noCRS:
      (
        .badData, "the file does not state in which CRS its coordinates are",
        "state it with --crs, for example --crs EPSG:25832"
      )
    case .unknownZone(let zone):
      (
        .badData, "the list is in zone \(zone), which is not a zone of ETRS89/UTM (28 to 38)",
        "correct the zone, or state the CRS with --crs"
      )
    case .unusableCRS(let error): (.badData, error.failure.message, error.failure.fix)
    case .coordinatesOutside(let crs):
      (.badData, "its coordinates are outside \(crs)", "state the right CRS with --crs")
    case .unsuitableCRS(let crs, let fault):
      (
        .badData, "its content cannot be planned in the project's CRS \(crs): \(fault.words)",
        fault.fix
      )
    case .projectWithoutCRS:
      (
        .usage, "the project has no CRS yet",
        "import addresses or streets first, or create the project with --crs"
      )
    case .unknownArea(let name, let known):
      (
        .usage, "there is no area named \(name), and no file",
        known.isEmpty
          ? "import areas first, or name a file with polygons"
          : "choose from \(known.joined(separator: ", ")), or name a file with polygons"
      )
    }
  }
}
