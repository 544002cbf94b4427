import PublicProjection
import WebPages

/// A symbol for each class, so that no information depends on colour only.
enum Symbols {
  static func of(_ availability: Availability) -> HTML {
    let shape: HTML =
      switch availability {
      case .available: "<path d=\"M6.5 12.5l3.5 3.5 7.5-8\"/>"
      case .underConstruction: "<path d=\"M12 6.5v6l4 2.5\"/>"
      case .planned: "<path d=\"M7 9.5h10M7 12.5h10M7 15.5h6\"/>"
      case .notPlanned: "<path d=\"M7.5 12h9\"/>"
      case .ask: "<path d=\"M9.3 9.6a2.8 2.8 0 1 1 3.6 2.9c-.6.3-.9.7-.9 1.5M12 17v.1\"/>"
      }
    return """
      <svg class="sign \(availability.rawValue)" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="11"/>\(shape)</svg>
      """
  }
}
