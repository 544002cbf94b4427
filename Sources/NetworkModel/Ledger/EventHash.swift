import Hashing

/// The hash of an event: SHA-256 of its canonical form, which contains the hash of the previous
/// event.
///
/// The canonical form is eleven lines of UTF-8, each terminated by one line feed: `trasse-event-1`,
/// sequence, time, recorded, actor, subject, event, corrects (empty if the event is not a
/// correction), proof, previous hash, and an empty line. No field can contain a line feed, so two
/// different events always have different canonical forms. `docs/ledger.md` describes how to verify
/// the hashes without this program.
package struct EventHash: ~Copyable {
  /// The previous hash of the first event.
  package static let origin = String(repeating: "0", count: 64)

  /// The fields of an event as stored in the table.
  package struct Fields {
    package var sequence: Int64
    package var time: String
    package var recorded: String
    package var actor: String
    package var subject: String
    package var event: String
    package var corrects: Int64?
    package var proof: String
    package var previous: String

    // Reason: one parameter for each stored property.
    /// Creates the fields of one event.
    package init(
      sequence: Int64, time: String, recorded: String, actor: String, subject: String,
      event: String, corrects: Int64?, proof: String, previous: String
    ) {
      self.sequence = sequence
      self.time = time
      self.recorded = recorded
      self.actor = actor
      self.subject = subject
      self.event = event
      self.corrects = corrects
      self.proof = proof
      self.previous = previous
    }
  }

  private var digest = SHA256()

  /// The hash in lower-case hexadecimal.
  package mutating func of(_ fields: Fields) -> String {
    var text = "trasse-event-1\n"
    text.reserveCapacity(320)
    for field in [
      String(fields.sequence), fields.time, fields.recorded, fields.actor, fields.subject,
      fields.event, fields.corrects.map { String($0) } ?? "", fields.proof, fields.previous,
    ] {
      text += field
      text += "\n"
    }
    text += "\n"
    digest.restart()
    digest.add(text)
    return digest.hexadecimal()
  }

  /// Creates a digest that can hash any number of events in turn.
  package init() {
  }
}
