import NetworkModel
public import AddressSearch
import GeoPackage

extension Project {
  /// Every address as it can be searched for.
  public func addressIndex() throws -> AddressIndex { AddressIndex(try addressEntries()) }

  /// The one address that a text means: an id, or street and number in any spelling.
  ///
  /// - Throws: `AddressChoiceError` with the candidates if none or several fit.
  public func address(writtenAs text: String) throws -> AddressEntry {
    // Reading those with the right number alone is much faster than reading all.
    let numbers = Set(HouseNumber.candidates(in: text).map(\.number)).sorted()
    let condition: SQL = "id = \(text) OR house_number IN (\(list: numbers))"
    var answer = AddressIndex(try addressEntries(where: condition)).find(text)
    // What comes nearest may have any number.
    if case .unknown = answer { answer = try addressIndex().find(text) }
    return try answer.address(writtenAs: text)
  }

  private func addressEntries(where condition: SQL = "TRUE") throws -> [AddressEntry] {
    guard crs != nil else { return [] }
    do {
      var statement = try connection.prepare(
        """
        SELECT id, street, house_number, suffix, postcode, city, district FROM address
        WHERE \(condition) ORDER BY id
        """)
      var entries: [AddressEntry] = []
      while try statement.step() {
        entries.append(
          AddressEntry(
            id: statement.text(0), street: statement.text(1),
            number: HouseNumber(number: statement.text(2), suffix: statement.text(3)),
            postcode: statement.optionalText(4), city: statement.optionalText(5),
            district: statement.optionalText(6)))
      }
      return entries
    } catch {
      throw Self.explain(error, path)
    }
  }
}
