import Foundation
import Graphs
import SteinerTrees

let path = CommandLine.arguments[1]
let text = try! String(contentsOfFile: path, encoding: .utf8)
var n = 0
var ends: [(NodeID, NodeID)] = []
var costs: [Int64] = []
var terms: [NodeID] = []
for line in text.split(separator: "\n") {
  let f = line.split(separator: " ")
  guard let k = f.first else { continue }
  switch k {
  case "Nodes": n = Int(f[1])!
  case "E":
    if f.count == 4 {
      ends.append((NodeID(UInt32(f[1])! - 1), NodeID(UInt32(f[2])! - 1)))
      costs.append(Int64(f[3])!)
    }
  case "T": if f.count == 2 { terms.append(NodeID(UInt32(f[1])! - 1)) }
  default: break
  }
}
let inst = SteinerInstance(
  graph: Graph(nodeCount: n, edges: ends), costs: costs, terminals: terms)
var o = SteinerOptions()
if CommandLine.arguments.count > 2 { o.rounds = Int(CommandLine.arguments[2])! }
let clock = ContinuousClock()
let start = clock.now
let s = try solve(inst, options: o)
print(
  n, ends.count, terms.count, "cost", s.cost, "bound", s.lowerBound, "gap %",
  100 * Double(s.cost - s.lowerBound) / Double(s.cost), clock.now - start)
