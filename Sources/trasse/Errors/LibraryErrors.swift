public import Analyses
public import CommandLineKit
public import NetworkModel
public import PublicProjection
public import Rules
public import TextFormats
public import TrenchPlanning

extension ProjectError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    let status: ExitStatus =
      switch category {
      case .badData: .badData
      case .noInput: .noInput
      case .cannotCreate: .cannotCreate
      case .inputOutput: .inputOutput
      case .usage: .usage
      }
    return Failure(status, description.withoutFullStop)
  }
}

extension PublicDataError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    let status: ExitStatus =
      switch category {
      case .badData: .badData
      case .noInput: .noInput
      case .cannotCreate: .cannotCreate
      case .inputOutput: .inputOutput
      }
    return Failure(status, description.withoutFullStop)
  }
}

extension RulesError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure { Failure(.badData, description.withoutFullStop) }
}

extension PlanningError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    let status: ExitStatus =
      switch self {
      case .hardLimit, .quotaOutOfReach: .failure
      case .unknownArea: .usage
      default: .badData
      }
    return Failure(status, description.withoutFullStop)
  }
}

extension NoTreeError: ExplainedError {
  var failure: Failure { Failure(.failure, description.withoutFullStop) }
}

extension FileSink.Failure: ExplainedError {
  /// The error in words for the user.
  public var failure: CommandLineKit.Failure {
    switch self {
    case .cannotCreate(let path):
      CommandLineKit.Failure(
        .cannotCreate, "\(path) cannot be written", fix: "check the folder and its permissions")
    case .cannotWrite(let path):
      CommandLineKit.Failure(
        .inputOutput, "\(path ?? "standard output") could not be written completely",
        fix: "free some space")
    case .readerEnded:
      CommandLineKit.Failure(.success, "the reader of standard output has ended")
    }
  }
}

extension CoverageError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure { Failure(.badData, description.withoutFullStop) }
}
