import Foundation
import HTTPServing
import PublicProjection

/// Receives error reports.
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
      throw RequestFault(.notFound, "this service does not accept reports")
    }
    // Browsers state whether a form was sent from another site (Fetch Metadata).
    if let site = request.headers["sec-fetch-site"], site != "same-origin", site != "none" {
      throw RequestFault(.forbidden, "the form was sent from another site")
    }
    guard
      request.headers["content-type"]?.lowercased()
        .hasPrefix("application/x-www-form-urlencoded") == true
    else { throw RequestFault(.unsupportedMediaType, "the content must be an urlencoded form") }
    let report = try report(request.body)
    if let id = report.addressID, data.address(id: id) == nil {
      throw RequestFault(.badRequest, "the address does not exist")
    }
    guard file.add(report) else {
      throw RequestFault(.unavailable, "the report could not be stored", retryAfter: 60)
    }
    return Response(
      .seeOther,
      headers: [
        .init("Location", pages.layout.link("/report/thanks")), .init("Cache-Control", "no-store"),
      ])
  }

  private static func report(_ body: [UInt8]) throws(RequestFault) -> ErrorReport {
    guard body.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw RequestFault(.badRequest, "the content must be an urlencoded form")
    }
    // Line breaks are the only control characters that people enter.
    let text = String(decoding: body, as: UTF8.self)
      .replacing("%0D%0A", with: "+").replacing("%0A", with: "+")
    let form = try RequestTarget.pairs(Array(text.utf8)[...])
    func field(_ name: String, limit: Int) throws(RequestFault) -> String {
      let value = try form.value(name) ?? ""
      guard value.unicodeScalars.count <= limit else {
        throw RequestFault(.badRequest, "a field exceeds the maximum length of the form")
      }
      return value
    }
    guard let kind = ErrorReport.Kind(rawValue: try field("kind", limit: 20)) else {
      throw RequestFault(.badRequest, "the kind of error is unknown")
    }
    let id = try field("id", limit: 64)
    let address = try field("address", limit: 200)
    guard id.isEmpty != address.isEmpty else {
      throw RequestFault(.badRequest, "either an address or its id is required")
    }
    return ErrorReport(
      received: Date().formatted(.iso8601), kind: kind, addressID: id.isEmpty ? nil : id,
      address: address.isEmpty ? nil : address,
      message: try field("message", limit: 1000), contact: try field("contact", limit: 200))
  }
}
