/// A laying method: the methods of the price catalogue, with its keys.
public enum LayingMethod: String, Hashable, Sendable, CaseIterable {
  /// A trench of full width that is dug open.
  case openTrench = "open_trench"
  /// A narrow or shallow trench (trenching, DIN 18220).
  case narrowTrench = "narrow_trench"
  /// A cable plough.
  case plough
  /// A bore.
  case bore
  /// A conduit on a bridge.
  case bridge
  /// A cable or tube that is pulled into an existing conduit.
  case pullIn = "pull_in"
}
