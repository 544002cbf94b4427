public import CommandLineKit
import NetworkModel
public import ProjectStore

extension ProjectStoreError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    let (status, message, fix) =
      switch fault {
      case .file(let fault): words(fault)
      case .content(let fault): words(fault)
      case .token(let fault): words(fault)
      case .privateFile(let fault): words(fault)
      case .planFile(let fault): words(fault)
      }
    switch fault {
    case .token(.invalidName), .token(.pastEnd): return Failure(status, message, fix: fix)
    case .content(.unreadableRow(let layer, _)), .content(.danglingReference(let layer)):
      return Failure(status, "\(file), layer \(layer): \(message)", fix: fix)
    case .content(.changedLedger(let sequence)):
      return Failure(
        status, "\(file), layer status_event, feature \(sequence): \(message)", fix: fix)
    default: return Failure(status, "\(file): \(message)", fix: fix)
    }
  }

  private typealias Words = (ExitStatus, String, String)

  private func words(_ fault: FileFault) -> Words {
    switch fault {
    case .exists:
      (.cannotCreate, "the file exists already", "choose another name, or delete it first")
    case .missing: (.noInput, "there is no such project", "create it with `trasse new \(file)`")
    case .notRegularFile:
      (
        .badData, "the project, or its journal, is not a regular file",
        "name a file created by `trasse new`"
      )
    case .emptyFile: (.badData, "the file is empty", "create it with `trasse new \(file)`")
    case .notDatabase:
      (.badData, "the file is not a GeoPackage", "name a file created by `trasse new`")
    case .notGeoPackage:
      (
        .badData, "the file is a database, but not a GeoPackage",
        "import it with `trasse import` into a project"
      )
    case .notProject:
      (
        .badData, "the GeoPackage is not a Trasse project",
        "create a project with `trasse new` and import this file into it"
      )
    case .newerSchema(let version):
      (
        .badData, "the project was made by a newer program (schema \(version))",
        "use a newer trasse"
      )
    case .olderSchema(let version):
      (
        .badData, "the project was made by an older program (schema \(version))",
        "upgrade it with `trasse upgrade \(file)`"
      )
    case .corrupt: (.badData, "the file is damaged or incomplete", "restore it from a copy")
    case .notWritable:
      (.cannotCreate, "the file or its folder cannot be written", "grant the right to write")
    case .moved:
      (
        .cannotCreate, "the project was removed or replaced by another file while it was in use",
        "put it back, and run the command again"
      )
    case .cannotOpen:
      (
        .cannotCreate, "the file cannot be opened or created",
        "check the folder and its permissions"
      )
    case .diskFull:
      (.cannotCreate, "the disk is full", "free some space; the project is unchanged")
    case .busy:
      (
        .inputOutput, "another process is writing the project",
        "try again when it has ended, or let the command wait with --wait SECONDS"
      )
    case .oldBytesInUse: oldBytesInUse
    case .inputOutput: (.inputOutput, "reading or writing failed", "check the disk")
    case .database(let message):
      (.inputOutput, message, "report this as a fault of the program")
    }
  }

  private var oldBytesInUse: Words {
    (
      .inputOutput,
      "the change is stored, but bytes of the old content remain in the file or in \(file)-wal, "
        + "because another program has the file open in WAL mode",
      "close the file in the other program, such as QGIS, and run the command again"
    )
  }

  private func words(_ fault: ContentFault) -> Words {
    switch fault {
    case .empty: (.badData, "the project is empty", "import something first")
    case .unsuitableCRS(let identifier, let name, let fault):
      (.usage, "\(identifier) (\(name)) cannot be used: \(fault.words)", fault.fix)
    case .unknownLayer(let name, let known):
      (.usage, "there is no layer \(name)", "choose from \(known.joined(separator: ", "))")
    case .unknownScenario(let name, let known):
      (
        .noInput, "there is no plan named \(name)",
        known.isEmpty
          ? "compute one with `trasse plan \(file)`"
          : "choose from \(known.joined(separator: ", "))"
      )
    case .unreadableRow(_, let reason):
      (.badData, "a row cannot be read: \(reason)", "import the layer again")
    case .missingColumns(let message):
      (.badData, message, "restore the file from a copy: another program has changed it")
    case .danglingReference:
      (.badData, "a row refers to a row that does not exist", "restore the file from a copy")
    case .nulCharacter:
      (
        .badData, "a text contains the character NUL, where other programs would end it",
        "remove the character"
      )
    case .changedLedger:
      (
        .badData, "the ledger was changed by another program",
        "check it with `trasse status PROJECT verify`, and restore the file from a copy"
      )
    case .missingDescription:
      (
        .badData, "another program has removed the description of the project (trasse_project)",
        "restore the file from a copy"
      )
    case .missingLedgerHead:
      (
        .badData, "the head of the ledger is missing",
        "check it with `trasse status PROJECT verify`"
      )
    }
  }

  private func words(_ fault: PlanFileFault) -> Words {
    switch fault {
    case .missing:
      (.noInput, "there is no such file", "name the file that `trasse plan` has printed")
    case .notPlanFile:
      (
        .badData, "the file does not contain an unstored plan",
        "name the file that `trasse plan` has printed"
      )
    case .ofOtherProject:
      (
        .badData, "the plan belongs to another project",
        "name the project that it was made for, or plan again without --resume"
      )
    case .outdated(let layers):
      (
        .badData,
        "the plan is outdated: since it was made \(layers.joined(separator: ", ")) changed in the "
          + "project", "plan again without --resume, and delete the file"
      )
    }
  }

  private func words(_ fault: TokenFault) -> Words {
    switch fault {
    case .invalidName:
      (
        .usage, "the name of a token is one line of at most 64 letters",
        "name a role, such as \"crew 4\""
      )
    case .pastEnd(let time): (.usage, "\(time) is past", "let the token end later")
    case .exists(let name):
      (
        .usage, "there is or was a token \(name)",
        "choose another name, because events state it as their actor"
      )
    case .unknown(let name, let known):
      (
        .noInput, "there is no token \(name)",
        known.isEmpty
          ? "create one with `trasse token \(file) add NAME`"
          : "choose from \(known.joined(separator: ", "))"
      )
    case .revoked(let name):
      (
        .usage, "the token \(name) was revoked before",
        "list the tokens with `trasse token \(file) list`"
      )
    }
  }

  private func words(_ fault: PrivateFileFault) -> Words {
    switch fault {
    case .removed:
      (
        .inputOutput, "the file of private data was removed while in use",
        "put it back, and try again"
      )
    case .exists:
      (
        .cannotCreate, "the file of private data exists already",
        "move it away: a project of an older version has none"
      )
    case .ofEarlierProject:
      (
        .cannotCreate, "there is a file of private data of an earlier project",
        "choose another name, or move it away"
      )
    case .ofOtherProject:
      (
        .badData, "the file of private data belongs to another project",
        "put the project's own file in its place, or move this one away"
      )
    case .cannotCreate:
      (
        .cannotCreate, "the file of private data cannot be created",
        "check the folder and its permissions"
      )
    case .notPlain:
      (
        .badData, "the file of private data is not a plain file",
        "put the file itself in its place: a link is not followed"
      )
    case .openToOthers:
      (
        .badData, "the file of private data is open to other users",
        "find out who has read it, then run `chmod 600 \(file)`"
      )
    case .lostKey:
      (
        .noInput, "the key that public ids are made with is lost",
        "put the file back from a copy: a new key would change every public id"
      )
    }
  }
}
