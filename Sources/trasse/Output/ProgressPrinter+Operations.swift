public import CommandLineKit
public import Operations
import TextFormats

extension ProgressPrinter: ProgressSink {
  /// Prints a step of an operation.
  public func report(_ step: OperationStep) {
    switch step {
    case .reading(let files): self.step("reading \(files.joined(separator: ", "))")
    case .planning(let addresses):
      self.step("planning for \(NumberStyle.grouped.text(addresses)) addresses")
    case .planningDistrict(let name): self.step("planning for \(name)")
    case .planningOrders(let count):
      self.step("planning \(NumberStyle.grouped.text(count)) orders")
    case .storing: Interruption.deferToCommand()
    }
  }
}
