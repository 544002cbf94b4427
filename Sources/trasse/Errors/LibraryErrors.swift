public import Analyses
public import CommandLineKit
public import NetworkModel
public import PublicProjection
public import Rules
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

extension OutputError: ExplainedError {
  var failure: Failure {
    Failure(isReadWrite ? .inputOutput : .cannotCreate, description.withoutFullStop)
  }
}

extension CoverageError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure { Failure(.badData, description.withoutFullStop) }
}
