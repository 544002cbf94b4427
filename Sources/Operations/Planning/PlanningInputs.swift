package import NetworkModel
package import ProjectStore

/// What a plan is made from, read in one snapshot, so that the digests fit the inventory.
package struct PlanningInputs {
  /// What was imported, what was built, and the states of the buildings.
  package let inventory: Inventory
  /// A digest of each input layer.
  package let digests: [String: String]

  /// Reads the inputs.
  package init(_ project: Project) throws {
    (inventory, digests) = try project.reading {
      (try project.inventory(), try project.inputDigests())
    }
  }
}
