/// The hash of an event: SHA-256 over its canonical form, which holds the hash of the one before.
///
/// The canonical form is eleven lines of UTF-8, each ended by one line feed: `trasse-event-1`,
/// sequence, time, recorded, actor, subject, event, corrects (empty where there is none), proof,
/// previous hash, and an empty line. No field can hold a line feed, so that two different events
/// never have one form. `docs/ledger.md` shows how to check it without this program.
struct EventHash: ~Copyable {
  /// What stands for the hash before the first event.
  static let origin = String(repeating: "0", count: 64)

  /// The fields of an event as they stand in the table.
  struct Fields {
    var sequence: Int64
    var time: String
    var recorded: String
    var actor: String
    var subject: String
    var event: String
    var corrects: Int64?
    var proof: String
    var previous: String
  }

  private var digest = Digest()

  /// The hash in lower-case hexadecimal.
  mutating func of(_ fields: Fields) -> String {
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
}
