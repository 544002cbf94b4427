import Foundation
import HTTPServing
import PublicProjection

/// Takes reports of errors in.
enum ReportDesk {
  static func respond(
    _ request: Request, _ shared: LookupService.Shared
  ) throws(RequestFault) -> Response {
    let pages = ReportPages(layout: LookupService.layout(request, shared))
    let data = shared.snapshot.data
    if request.target.path.count == 2 { return pages.layout.response(pages.thanks()) }
    guard request.method == .post else {
      let id = try request.target.value("id")
      let text = try request.target.value("address") ?? ""
      return pages.layout.response(
        pages.form(id.flatMap(data.address(id:)), text: text, complaint: nil), caching: .never)
    }
    guard let file = shared.reports else {
      throw RequestFault(.notFound, "reports are not taken here")
    }
    // A form of another site; browsers say so (Fetch Metadata).
    if let site = request.headers["sec-fetch-site"], site != "same-origin", site != "none" {
      throw RequestFault(.forbidden, "the form belongs to another site")
    }
    guard
      request.headers["content-type"]?.lowercased()
        .hasPrefix("application/x-www-form-urlencoded") == true
    else { throw RequestFault(.unsupportedMediaType, "a form is taken, urlencoded") }
    let report = try report(request.body)
    if let id = report.addressID, data.address(id: id) == nil {
      throw RequestFault(.badRequest, "there is no such address")
    }
    guard file.add(report) else {
      throw RequestFault(.unavailable, "the report could not be kept", retryAfter: 60)
    }
    return Response(
      .seeOther,
      headers: [
        .init("Location", pages.layout.link("/report/thanks")), .init("Cache-Control", "no-store"),
      ])
  }

  private static func report(_ body: [UInt8]) throws(RequestFault) -> ErrorReport {
    guard body.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw RequestFault(.badRequest, "a form is taken, urlencoded")
    }
    // A line break is the one control character that people write.
    let text = String(decoding: body, as: UTF8.self)
      .replacing("%0D%0A", with: "+").replacing("%0A", with: "+")
    let form = try RequestTarget.pairs(Array(text.utf8)[...])
    func field(_ name: String, limit: Int) throws(RequestFault) -> String {
      let value = try form.value(name) ?? ""
      guard value.unicodeScalars.count <= limit else {
        throw RequestFault(.badRequest, "a field is longer than the form lets it be")
      }
      return value
    }
    guard let kind = ErrorReport.Kind(rawValue: try field("kind", limit: 20)) else {
      throw RequestFault(.badRequest, "the kind of error is unknown")
    }
    let id = try field("id", limit: 64)
    let address = try field("address", limit: 200)
    guard id.isEmpty != address.isEmpty else {
      throw RequestFault(.badRequest, "an address is needed")
    }
    return ErrorReport(
      received: Date().formatted(.iso8601), kind: kind, addressID: id.isEmpty ? nil : id,
      address: address.isEmpty ? nil : address,
      message: try field("message", limit: 1000), contact: try field("contact", limit: 200))
  }
}
