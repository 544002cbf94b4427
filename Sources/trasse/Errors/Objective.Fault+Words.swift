import NetworkModel
import TrenchPlanning

extension Objective.Fault {
  /// The error in words, as the end of a sentence that begins with the option.
  var words: String {
    switch self {
    case .unknown(let text):
      "\(text) is unknown: choose all, profit, budget=EUR or quota=N"
    case .invalidSum(nil): "budget needs a sum: budget=EUR"
    case .invalidSum(let text?):
      "budget=\(text): write a sum in euros that is not below 0, such as budget=250000 or "
        + "budget=1999.50"
    case .invalidNumber(nil): "quota needs a number: quota=N"
    case .invalidNumber(let text?):
      "quota=\(text): write a whole number of homes, such as quota=500"
    }
  }
}
