import AddressSearch

/// An artificial country for benchmarks, with towns of all sizes and realistic street names.
///
/// Some names, such as Hauptstraße, occur in every town; most are derived from persons, fields and
/// neighbouring towns. A street has 1 to 60 house numbers, every tenth of which has a letter. The
/// country is determined by the seed.
struct MadeUpCountry {
  /// The number of streets and towns.
  let streets: Int
  let towns: Int
  private var generator: MadeUpSequence

  init(streets: Int, towns: Int, seed: UInt64) {
    self.streets = streets
    self.towns = max(towns, 1)
    generator = MadeUpSequence(seed: seed)
  }

  private static let common = [
    "Hauptstraße", "Schulstraße", "Gartenstraße", "Bahnhofstraße", "Dorfstraße", "Bergstraße",
    "Birkenweg", "Lindenstraße", "Kirchstraße", "Waldstraße", "Ringstraße", "Wiesenweg",
    "Amselweg", "Goethestraße", "Schillerstraße", "Mühlenweg", "Feldstraße", "Am Sportplatz",
    "Blumenstraße", "Rosenweg", "Mozartstraße", "Ahornweg", "Im Winkel", "An der Mühle",
    "Industriestraße", "Buchenweg", "Kirchplatz", "Marktplatz", "Mittelstraße", "Talstraße",
  ]
  private static let starts = [
    "Al", "Ber", "Bor", "Bra", "Bu", "Dan", "Dor", "Eb", "El", "Er", "Fal", "Fel", "Fried", "Ger",
    "Gol", "Grun", "Ha", "Hel", "Her", "Hol", "Il", "Kal", "Ker", "Kol", "Kreu", "Lan", "Lei",
    "Lin",
    "Lu", "Mar", "Mei", "Mol", "Nau", "Neu", "Nor", "Ol", "Pe", "Plau", "Rei", "Rhei", "Ro", "Sal",
    "Schel", "Schö", "Sol", "Stau", "Tal", "Trau", "Ul", "Wal", "Wei", "Wol", "Zel", "Zim",
  ]
  private static let middles = [
    "ba", "ber", "chen", "den", "der", "ders", "ding", "dorf", "fels", "gar", "gen", "hau", "hel",
    "ken", "lau", "len", "ling", "mann", "mer", "min", "nau", "ner", "nitz", "rich", "ring", "sen",
    "stein", "tal", "ter", "wig", "win", "zel", "ßen", "bü", "lö", "kä",
  ]
  private static let ends = [
    "straße", "straße", "straße", "straße", "weg", "weg", "weg", "platz", "gasse", "allee", "ring",
    "kamp", "hof", "feld", "stieg", "garten", "berg", "wiese",
  ]
  private static let given = [
    "Anna", "Albert", "August", "Berta", "Carl", "Clara", "Elsa", "Emil", "Ernst", "Frieda",
    "Georg",
    "Hans", "Heinrich", "Hermann", "Ida", "Jakob", "Johann", "Käthe", "Karl", "Lina", "Ludwig",
    "Marie", "Martin", "Otto", "Paul", "Robert", "Rosa", "Theodor", "Walter", "Wilhelm",
  ]

  private mutating func one(_ list: [String]) -> String { list[generator.below(list.count)] }

  private mutating func word(_ parts: Int) -> String {
    var word = one(Self.starts)
    for _ in 0..<parts { word += one(Self.middles) }
    return word
  }

  private mutating func streetName(_ townNames: [String]) -> String {
    switch generator.below(100) {
    case 0..<22: one(Self.common)
    case 22..<42: "\(one(Self.given))-\(word(1 + generator.below(2)))-Straße"
    case 42..<55: "\(townNames[generator.below(townNames.count)])er Straße"
    case 55..<62: "Am \(word(1))\(one(Self.ends))"
    default: word(1 + generator.below(3)) + one(Self.ends)
    }
  }

  /// Calls a closure with each address, town by town.
  mutating func forEachAddress(_ body: (AddressEntry, Int32, Int32) -> Void) {
    var names: [String] = []
    var known: Set<String> = []
    while names.count < towns {
      let name =
        word(1 + generator.below(2)) + ["", "", "heim", "hausen", "bach"][generator.below(5)]
      if known.insert(name).inserted || known.count > 40_000 { names.append(name) }
    }
    // The sizes of towns are inversely proportional to their rank.
    let harmonic = (1...towns).reduce(0.0) { $0 + 1 / Double($1 + 20) }
    for town in 0..<towns {
      let count = max(1, Int(Double(streets) / Double(town + 21) / harmonic))
      let west = Int32(600_000 + generator.below(800_000))
      let south = Int32(4_750_000 + generator.below(700_000))
      var own: Set<String> = []
      while own.count < count {
        let name = streetName(names)
        guard own.insert(name).inserted else { continue }
        let postcode = "\(10_000 + (town * 7 + own.count / 250) % 89_999)"
        let east = west + Int32(own.count % 100) * 90
        for house in 0..<1 + min(generator.below(61), generator.below(48)) {
          let letter = generator.below(10) == 0 ? "a" : ""
          body(
            AddressEntry(
              id: "", street: name, number: HouseNumber(number: "\(house + 1)", suffix: letter),
              postcode: postcode, city: names[town]),
            east + Int32(house) * 20, south + Int32(own.count / 100) * 60 + Int32(house % 2) * 20)
        }
      }
    }
  }
}
