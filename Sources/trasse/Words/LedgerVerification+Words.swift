import NetworkModel
import Wording

extension LedgerVerification.Fault {
  /// The fault; the number of the event precedes it.
  var words: String {
    switch self {
    case .numberBelowOne: "its number is below 1"
    case .missing: "is missing"
    case .otherPrevious: "does not follow the hash of the one before"
    case .otherContent: "its hash does not fit its content"
    case .unreadableRow(let reason): "a field cannot be read: \(reason)"
    case .invalidField: "a field is not what it must be"
    case .enteredBeforeItHappened: "it was entered before it happened"
    case .enteredBeforePrevious: "it was entered before the one before"
    case .forbidden(let refusal): "a forbidden step: \(Explanation(refusal).message)"
    case .enteredInFuture(let time, let further):
      "it was entered at \(time), which is later than now: a clock was wrong"
        + (further > 0 ? "; so were \(further) further events" : "")
    case .heads(let count): "the head of the ledger has \(count) rows and must have one"
    case .behindHead: "was not entered by this program"
    case .otherThanHead: "is not the event that was entered"
    case .noWitness(let hash): "no event has the hash \(hash)"
    case .noDescription: "the description of the project is missing (trasse_project)"
    case .state(let subject, let fault): "\(subject) \(fault.words)"
    }
  }
}

extension LedgerVerification.StateFault {
  /// The fault; the text of the subject precedes it.
  fileprivate var words: String {
    switch self {
    case .twice: "has two states"
    case .otherValues(let columns):
      "has another \(columns.joined(separator: ", ")) than its events lead to"
    case .otherAddress: "has the address of another subject"
    case .noState: "has events and no state"
    case .noEvent: "has a state and no event"
    case .otherDwellingState: "has another state in the layer dwelling"
    case .noDwelling: "has events and is not in the layer dwelling"
    }
  }
}
