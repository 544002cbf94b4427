import TextFormats

/// A network made from lines by dividing them at the vertices that they share.
///
/// Two lines are connected where they have a common vertex, to the millimetre. The interior of a
/// bridge or tunnel is only connected to lines on the same level; its ends are connected normally.
/// A loose end that is closer to another vertex than the snap tolerance is moved to that vertex.
/// Lines that only cross are not connected; the data check reports them.
package struct NodedLines: Sendable {
  /// The section of a line between two junctions.
  package struct Edge: Sendable {
    /// The index of the line.
    package let line: Int32
    package let from: Int32
    package let to: Int32
    /// The vertices from junction to junction, rounded to millimetres.
    package let points: [Coordinate]
  }

  /// An end of an edge at a junction.
  package struct Arm: Sendable {
    package let edge: Int32
    /// Whether the edge starts at the junction.
    package let outgoing: Bool
  }

  package let edges: [Edge]
  package let junctions: [Coordinate]
  private let armOffsets: [Int32]
  private let arms: [Arm]

  /// An input line, such as a way of OpenStreetMap.
  package struct Line {
    package let points: [Coordinate]
    /// The vertical order of bridges and tunnels; 0 on the ground.
    package let level: Int

    /// Creates a line from its vertices and its level.
    package init(points: [Coordinate], level: Int) {
      self.points = points
      self.level = level
    }
  }

  /// - Complexity: O(n) expected for n vertices.
  package init(_ lines: [Line], snapTolerance: Double) {
    var noder = Noder(lines)
    noder.snapLooseEnds(tolerance: snapTolerance)
    (edges, junctions) = noder.cut()
    var counts = [Int32](repeating: 0, count: junctions.count + 1)
    for edge in edges {
      counts[Int(edge.from) + 1] += 1
      counts[Int(edge.to) + 1] += 1
    }
    for index in 1..<counts.count { counts[index] += counts[index - 1] }
    armOffsets = counts
    var next = counts
    var arms = [Arm](repeating: Arm(edge: 0, outgoing: false), count: edges.count * 2)
    for (index, edge) in edges.enumerated() {
      arms[Int(next[Int(edge.from)])] = Arm(edge: Int32(index), outgoing: true)
      next[Int(edge.from)] += 1
      arms[Int(next[Int(edge.to)])] = Arm(edge: Int32(index), outgoing: false)
      next[Int(edge.to)] += 1
    }
    self.arms = arms
  }

  /// The edge ends at a junction, in order of edge number.
  package func arms(at junction: Int) -> ArraySlice<Arm> {
    arms[Int(armOffsets[junction])..<Int(armOffsets[junction + 1])]
  }

  /// The connected component of each junction, and the number of components.
  ///
  /// Components are numbered in the order of their first junction.
  package func components() -> (of: [Int32], count: Int) {
    var component = [Int32](repeating: -1, count: junctions.count)
    var count: Int32 = 0
    var stack: [Int32] = []
    for start in junctions.indices where component[start] < 0 {
      component[start] = count
      stack.append(Int32(start))
      while let junction = stack.popLast() {
        for arm in arms(at: Int(junction)) {
          let edge = edges[Int(arm.edge)]
          let other = arm.outgoing ? edge.to : edge.from
          if component[Int(other)] < 0 {
            component[Int(other)] = count
            stack.append(other)
          }
        }
      }
      count += 1
    }
    return (component, Int(count))
  }
}

/// A position in whole millimetres, with its level.
package struct MillimetreKey: Hashable {
  package let x: Int64
  package let y: Int64
  package let level: Int32

  package init(_ coordinate: Coordinate, level: Int = 0) {
    x = Int64(saturating: coordinate.x * 1000)
    y = Int64(saturating: coordinate.y * 1000)
    self.level = Int32(clamping: level)
  }

  package var coordinate: Coordinate { Coordinate(x: Double(x) / 1000, y: Double(y) / 1000) }
}

/// The algorithm, with its tables.
private struct Noder {
  private struct Vertex {
    var coordinate: Coordinate
    var uses: Int32
    var isEnd: Bool
  }

  private var vertices: [Vertex] = []
  private var runs: [[Int32]] = []

  init(_ lines: [NodedLines.Line]) {
    var known: [MillimetreKey: Int32] = [:]
    known.reserveCapacity(lines.reduce(0) { $0 + $1.points.count })
    runs.reserveCapacity(lines.count)
    for line in lines {
      var run: [Int32] = []
      run.reserveCapacity(line.points.count)
      for (position, point) in line.points.enumerated() {
        let isEnd = position == 0 || position == line.points.count - 1
        let key = MillimetreKey(point, level: isEnd ? 0 : line.level)
        let vertex: Int32
        if let found = known[key] {
          vertex = found
        } else {
          vertex = Int32(vertices.count)
          known[key] = vertex
          vertices.append(Vertex(coordinate: key.coordinate, uses: 0, isEnd: false))
        }
        if run.last == vertex { continue }
        run.append(vertex)
        vertices[Int(vertex)].uses += 1
        if isEnd { vertices[Int(vertex)].isEnd = true }
      }
      runs.append(run)
    }
  }

  /// Moves each end that no other line shares to the nearest other vertex within the tolerance.
  mutating func snapLooseEnds(tolerance: Double) {
    guard tolerance > 0.001 else { return }
    struct Cell: Hashable {
      let x: Int64
      let y: Int64
    }
    func cell(_ point: Coordinate) -> Cell {
      Cell(
        x: Int64(saturating: point.x / tolerance, .down),
        y: Int64(saturating: point.y / tolerance, .down))
    }
    let loose = vertices.indices.filter { vertices[$0].isEnd && vertices[$0].uses == 1 }
    guard !loose.isEmpty else { return }
    var grid: [Cell: [Int32]] = [:]
    grid.reserveCapacity(vertices.count)
    for index in vertices.indices {
      grid[cell(vertices[index].coordinate), default: []].append(Int32(index))
    }
    var target = [Int32](vertices.indices.map(Int32.init))
    for end in loose where target[end] == Int32(end) {
      let here = vertices[end].coordinate
      let centre = cell(here)
      var best: (distance: Double, vertex: Int32)?
      for dx in Int64(-1)...1 {
        for dy in Int64(-1)...1 {
          for other in grid[Cell(x: centre.x &+ dx, y: centre.y &+ dy)] ?? []
          where other != Int32(end) && target[Int(other)] == other {
            let distance = here.distance(to: vertices[Int(other)].coordinate)
            guard distance <= tolerance else { continue }
            if let best, (best.distance, best.vertex) <= (distance, other) { continue }
            best = (distance, other)
          }
        }
      }
      if let best {
        target[end] = best.vertex
        vertices[Int(best.vertex)].uses += 1
        vertices[Int(best.vertex)].isEnd = true
      }
    }
    for index in runs.indices {
      var run: [Int32] = []
      run.reserveCapacity(runs[index].count)
      for var vertex in runs[index] {
        while target[Int(vertex)] != vertex { vertex = target[Int(vertex)] }
        // An end that moves to its own neighbour leaves no edge without length.
        if run.last != vertex { run.append(vertex) }
      }
      runs[index] = run
    }
  }

  /// Divides the lines at all shared vertices.
  func cut() -> (edges: [NodedLines.Edge], junctions: [Coordinate]) {
    var junctionOf = [Int32](repeating: -1, count: vertices.count)
    var junctions: [Coordinate] = []
    var edges: [NodedLines.Edge] = []
    func junction(_ vertex: Int32) -> Int32 {
      if junctionOf[Int(vertex)] < 0 {
        junctionOf[Int(vertex)] = Int32(junctions.count)
        junctions.append(vertices[Int(vertex)].coordinate)
      }
      return junctionOf[Int(vertex)]
    }
    for (line, run) in runs.enumerated() where run.count >= 2 {
      var start = 0
      for position in 1..<run.count {
        let vertex = vertices[Int(run[position])]
        guard position == run.count - 1 || vertex.uses > 1 || vertex.isEnd else { continue }
        edges.append(
          NodedLines.Edge(
            line: Int32(line), from: junction(run[start]), to: junction(run[position]),
            points: run[start...position].map { vertices[Int($0)].coordinate }))
        start = position
      }
    }
    return (edges, junctions)
  }
}
