import Graphs
struct LocalSearch {
  let problem: Problem
  init(_ p: Problem) { problem = p }
  func improve(_ t: [Int32]) -> [Int32] { t }
}
