import Geospatial
import ProjectStore
import TestSupport
import Testing

/// The CRS of a project that has none yet.
struct CreationTests {
  private struct Stop: Error {}

  @Test func `a CRS that was set in a transaction that failed is not set`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("p.gpkg")
    let project = try Project.create(at: path, crs: nil)
    let crs = try CoordinateReferenceSystem(code: 25832)
    #expect(throws: Stop.self) {
      try project.writing {
        try project.establish(crs)
        throw Stop()
      }
    }
    #expect(project.crs == nil)
    #expect(try project.addresses().isEmpty)
    // A step that fails within a transaction that succeeds.
    try project.writing {
      #expect(throws: Stop.self) {
        try project.writing {
          try project.establish(crs)
          throw Stop()
        }
      }
      #expect(project.crs == nil)
      try project.establish(try CoordinateReferenceSystem(code: 25833))
    }
    #expect(project.crs?.code == 25833)
    #expect(try Project(path: path, readOnly: true).crs?.code == 25833)
    #expect(throws: Stop.self) { try project.writing { throw Stop() } }
    #expect(project.crs?.code == 25833)
  }
}
