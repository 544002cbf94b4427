package import GeoPackage
package import NetworkModel

// Secrets and personal data are in a file of their own beside the project file, which people hand on and
// open in other programs: docs/project-file.md gives the reasons.

extension SQLName {
  /// The private file, as SQL calls it once it is attached.
  static var privateFile: SQLName { "private" }
}

/// The row that ties a private file to its project.
struct PrivateFileOwner: StoredRecord {
  /// The random id that the project has too.
  var projectID: String

  static let table = Table(
    "owner", in: .privateFile, summary: "The project that the file belongs to", key: [],
    blank: PrivateFileOwner(projectID: ""), columns: [Column("project_id", \.projectID)])
}

/// A personal datum of a subject of the ledger.
struct PersonalRow: StoredRecord {
  var subject: StatusSubject
  var kind: PersonalDatum
  var value: String

  static let table = Table(
    "person", in: .privateFile, summary: "Personal data: never in the ledger, erased on request",
    key: ["subject", "kind"],
    blank: PersonalRow(subject: StatusSubject(addressID: ""), kind: .name, value: ""),
    columns: [
      Column("subject", \.subject), Column("kind", \.kind),
      Column("value", \.value, check: "value <> ''"),
    ])
}

extension AccessToken: StoredRecord {
  package static let table = Table(
    "access_token", in: .privateFile, summary: "Who may see the project over the network",
    key: ["name"],
    blank: AccessToken(
      name: "", digest: "", scope: .read, created: Timestamp(seconds: 0),
      expires: Timestamp(seconds: 0), revoked: nil),
    columns: [
      Column("name", \.name, check: "name <> '' AND instr(name, char(10)) = 0"),
      Column("digest", \.digest, check: "length(digest) = 64"), Column("scope", \.scope),
      Column("created", \.created), Column("expires", \.expires), Column("revoked", \.revoked),
    ], constraints: ["UNIQUE (digest)"])
}

/// The secret that public ids are made with.
struct PublicationKey: StoredRecord {
  /// A random name, which the project file has too.
  var id: String
  /// 256 random bits in hexadecimal.
  var key: String

  static let table = Table(
    "publication_key", in: .privateFile, summary: "The secret behind public ids", key: ["id"],
    blank: PublicationKey(id: "", key: ""),
    columns: [Column("id", \.id), Column("key", \.key, check: "length(key) = 64")])
}
