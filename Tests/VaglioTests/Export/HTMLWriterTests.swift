import Testing

@testable import Vaglio

@Suite struct HTMLWriterTests {
  private func html(_ document: Document, name: String? = nil) -> String {
    var bytes: [UInt8] = []
    HTMLWriter().write(document, name: name, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What the page shows, without the elements of one kind.
  private func shown(_ html: String, without element: String) -> String {
    var text = html.drop { $0 != "\n" }.dropFirst()
    text = text.dropFirst("<pre>\n".count).dropLast("</pre>\n</article>\n".count)
    var result = ""
    var depth = 0
    while let character = text.first {
      if character == "<", let end = text.firstIndex(of: ">") {
        let tag = text[...end]
        if tag.hasPrefix("<\(element) ") { depth += 1 }
        if tag.hasPrefix("</\(element)>") { depth -= 1 }
        text = text[text.index(after: end)...]
        continue
      }
      if depth == 0 { result.append(character) }
      text = text.dropFirst()
    }
    for (escape, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      result = result.split(separator: escape, omittingEmptySubsequences: false).joined(separator: character)
    }
    return result
  }

  /// Whether every element ends where it should.
  private func nests(_ html: String) -> Bool {
    var open: [Substring] = []
    var text = html[...]
    while let start = text.firstIndex(of: "<"), let end = text[start...].firstIndex(of: ">") {
      let tag = text[text.index(after: start)..<end]
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else {
        open.append(tag.prefix { $0 != " " })
      }
      text = text[text.index(after: end)...]
    }
    return open.isEmpty
  }

  @Test("changes with their reasons, names with their entity, corrections that were not made")
  func page() {
    var document = Document("Agcom e stata la prima")
    document.apply(
      Replacement(6..<7, with: "è", because: Cause(stage: "correct", rule: "accent/e", confidence: 0.98)))
    document.addEntities([
      Name(
        textRange: 0..<5, label: .regulator, entry: "agcom", name: "Autorità \"A\"", kind: nil, key: nil,
        confidence: 0.99)
    ])
    document.setSuggestions([
      Edit(range: 17..<22, string: "<b>", causes: [Cause(stage: "correct", rule: "ocr/a", confidence: 0.4)])
    ])
    #expect(
      html(document, name: "a<b.txt") == """
        <article>
        <h2>a&lt;b.txt</h2>
        <pre>
        <mark class="regulator" title="regulator · Autorità &quot;A&quot; · agcom 0.99">Agcom</mark> \
        <del title="correct accent/e 0.98">e</del><ins title="correct accent/e 0.98">è</ins> stata la \
        <span class="suggestion" title="&lt;b&gt;? correct ocr/a 0.4">prima</span></pre>
        </article>

        """)
  }

  @Test("a name that reaches into a change is marked in parts, and elements nest")
  func overlap() {
    var document = Document("di Vodafoneltalia oggi")
    document.apply(
      Replacement(11..<12, with: " I", because: Cause(stage: "correct", rule: "a/b", confidence: 0.9)))
    document.addEntities([
      Name(
        textRange: 3..<18, label: .company, entry: nil, name: nil, kind: nil, key: "vodafone", confidence: 0.9)
    ])
    let page = html(document)
    #expect(nests(page))
    #expect(shown(page, without: "del") == "di Vodafone Italia oggi")
    #expect(shown(page, without: "ins") == "di Vodafoneltalia oggi")
  }

  @Test("control characters become pictures, and bytes that are no UTF-8 U+FFFD")
  func hostile() {
    #expect(html(Document([0x41, 0x00, 0x0d, 0xff, 0x7f, 0x0a])).contains("A␀␍\u{fffd}␡\n</pre>"))
  }

  @Test("without del the page reads as the clean text, without ins as the source")
  func bothTexts() {
    let texts = [
      "Agcom e stata la prima; in base alia normativa perche' Iliad & Tim <crescono> .\n\nLascia un commento\n",
      "Menu\nHome\nIliad ha presentato la richicsta aIla fìne dei lav0ri, e l'Agcorn ha dec1so.\n",
      "\nL'Antitrust \"multa\" Vodaf0ne: «effettua-\nre i rimborsi»", "",
    ]
    for text in texts {
      let document = Pipeline.standard(text)
      let page = html(document)
      #expect(nests(page))
      #expect(shown(page, without: "del") == document.string)
      #expect(shown(page, without: "ins") == text)
    }
    var random = SeededRandom(seed: 11)
    for _ in 0..<200 {
      let page = html(Pipeline.standard(HostileBytes.random(pieces: 30, using: &random)))
      #expect(nests(page))
    }
  }

  @Test("a page begins with all it needs")
  func head() {
    var bytes: [UInt8] = []
    HTMLWriter().writeHead(title: "a & b", into: &bytes)
    let head = String(decoding: bytes, as: UTF8.self)
    #expect(head.hasPrefix("<!DOCTYPE html>\n") && head.contains("<title>a &amp; b</title>"))
    #expect(head.contains("<meta charset=\"utf-8\">") && head.hasSuffix("<body>\n"))
  }
}
