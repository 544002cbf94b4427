import FoundationEssentials
public import Rules

/// Why a rules file cannot be used.
public enum RulesFileError: Error {
  /// There is no such file, or it cannot be read.
  case unreadable(path: String)
  /// Its content is wrong.
  case invalid(path: String, RulesError)
}

extension PlanningRules {
  /// Reads a rules file; the default rules without one.
  ///
  /// - Throws: ``RulesFileError``.
  public init(file path: String?) throws {
    guard let path else {
      self = try .standard()
      return
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RulesFileError.unreadable(path: path)
    }
    do {
      self = try PlanningRules(overriding: Array(data))
    } catch let error as RulesError {
      throw RulesFileError.invalid(path: path, error)
    }
  }
}
