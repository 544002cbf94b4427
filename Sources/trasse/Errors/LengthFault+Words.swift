import Geospatial
import TextFormats

extension LengthFault {
  /// The fault as a clause.
  var words: String {
    switch self {
    case .notProjected: "a project needs a projected CRS, with two axes in metres"
    case .unit(let name): "its unit is the \(name), and a project needs metres"
    case .scale(let scale):
      "a metre on the ground is \(NumberStyle.plain.text(scale, places: 4)) m in it, and lengths "
        + "may deviate by 0.1 %"
    }
  }

  /// How to fix it.
  var fix: String {
    "create the project with the UTM zone of its place, such as --crs EPSG:25832, and import again"
  }
}
