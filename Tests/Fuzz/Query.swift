/// Fuzz target: every query is answered, and no answer has a house number other than the wanted
/// one.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzQuery(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let text = unsafe String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
  let answer = FuzzTown.index.lookup(text)
  _ = FuzzTown.index.suggest(text, limit: 10)
  if answer.number == .exact, let address = answer.address.flatMap({ FuzzTown.index.address($0) }) {
    let key = NumberKey(address.number)
    // A house number such as `WH 2` includes the words before its digits.
    let isAsked =
      key.value == nil
      || HouseNumber.candidates(in: text).contains { NumberKey($0) == key }
    precondition(isAsked, "\(text.debugDescription) has the wrong answer \(address)")
  }
  return 0
}

/// A town with all kinds of names and house numbers.
enum FuzzTown {
  static let index: SearchIndex = {
    let streets = [
      "Hauptstraße", "Kölner Str.", "Straße des 17. Juni", "C 5", "A.-Bebel-Straße", "Am Bach",
      "Rosa-Luxemburg-Straße", "Große Bleichen", "Friedrich-Wilhelm-IV.-Straße", "Allee", "Ufer",
    ]
    let numbers = ["1", "2", "12", "12a", "12-14", "12a-c", "12 1/2", "17", "135", "WH 2", "29"]
    let localities = [("40878", "Ratingen", "Mitte"), ("45127", "Essen", "Kray"), ("", "", "")]
    var builder = SearchIndexBuilder()
    for street in streets {
      for number in numbers {
        for locality in localities {
          builder.add(
            AddressEntry(
              id: "", street: street, number: HouseNumber(text: number),
              postcode: locality.0.isEmpty ? nil : locality.0,
              city: locality.1.isEmpty ? nil : locality.1,
              district: locality.2.isEmpty ? nil : locality.2))
        }
      }
    }
    do {
      return try SearchIndex(image: builder.build().image)
    } catch {
      preconditionFailure("\(error)")
    }
  }()
}
