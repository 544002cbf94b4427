extension String {
  /// The sentence without its full stop.
  var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
