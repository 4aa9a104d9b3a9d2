public import Vaglio

/// Trains what the `Corrector` knows of errors: the channel model and the decision model.
///
/// The channel comes from pages whose text is known. The decisions come from what the corrector, with that channel,
/// proposes for these pages, for the same texts without errors, and for these without accents.
public struct CorrectorTraining {
  /// How many proposals were looked at, how many of them right, and how many would be made wrongly or rightly at a
  /// confidence.
  public struct Evaluation: Sendable {
    public var proposals = 0
    public var right = 0
    /// For each confidence: made and right, made and wrong, made and wrong in texts without errors.
    public var atConfidence: [(confidence: Float, right: Int, wrong: Int, harm: Int)] = []
  }

  /// What a false correction weighs, where one that is missed weighs 1. One that breaks a right word costs most: a mark is worth
  /// least, and a name or a word that may be meant asks for more than what no list has. Where what was read is wrong
  /// anyway, another wrong word in its place costs little.
  private static func weight(ofWrong proposal: CorrectionProposal, isClean: Bool, isMisread: Bool) -> Float {
    if isMisread { return proposal.changesOnlyMarks ? 1.5 : 0.6 }
    let weight: Float = isClean ? 8 : 3
    if proposal.changesOnlyMarks { return weight * 7 }
    if proposal.changesKnownWord { return weight * 3 }
    return proposal.changesName ? weight * 2 : weight
  }

  private let pairs: [OCRPair]
  private let cleanTexts: [[UInt8]]

  /// - Parameters:
  ///   - pairs: pages as they were read and printed.
  ///   - cleanTexts: texts without errors, where every correction is wrong.
  public init(pairs: [OCRPair], cleanTexts: [[UInt8]] = []) {
    self.pairs = pairs
    self.cleanTexts = cleanTexts
  }

  /// The files `channel.bin` and `decisions.bin`. Deterministic; about a minute for 1,000 pages.
  public func build() throws(LexiconError) -> [LexiconFiles.File] {
    let channel = channel(of: pairs)
    let rows = try rows(pairs, channel: channel.bytes)
    let decisions = DecisionModelBuilder().build(rows)
    let count = (decisions.count - DecisionModel.headerSize) / DecisionModel.treeSize
    return [
      LexiconFiles.File(name: "channel.bin", bytes: channel.bytes, count: channel.count),
      LexiconFiles.File(name: "decisions.bin", bytes: decisions, count: count),
    ]
  }

  /// Trains without one engine and looks at the proposals for its pages.
  public func evaluation(leavingOut engine: String) throws(LexiconError) -> Evaluation {
    let known = pairs.filter { $0.engine != engine }
    let channel = channel(of: known)
    let decisions = DecisionModelBuilder().build(try rows(known, channel: channel.bytes))
    let model = try Self.open(decisions) { bytes throws(LexiconError) in try DecisionModel(bytes, file: "decisions.bin")
    }
    var evaluation = Evaluation()
    var scored: [(probability: Float, isRight: Bool, isClean: Bool)] = []
    for row in try rows(pairs.filter { $0.engine == engine }, channel: channel.bytes, addsTexts: false) {
      var features = DecisionFeatures()
      features.values = row.features
      scored.append((model.probability(features), row.isRight, row.engine == "clean"))
    }
    evaluation.proposals = scored.count
    evaluation.right = scored.count { $0.isRight }
    for confidence: Float in [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95] {
      let made = scored.filter { $0.probability >= confidence }
      evaluation.atConfidence.append(
        (
          confidence, made.count { $0.isRight }, made.count { !$0.isRight && !$0.isClean },
          made.count { !$0.isRight && $0.isClean }
        ))
    }
    return evaluation
  }

  /// The rows of all proposals, a line each: whether right, engine, rule and features. To look at.
  public func table() throws(LexiconError) -> String {
    let channel = channel(of: pairs)
    var lines = ""
    for row in try rows(pairs, channel: channel.bytes) {
      lines +=
        "\(row.isRight ? 1 : 0)\t\(row.engine)\t\(row.features.map { "\($0)" }.joined(separator: "\t"))\t\(row.note)\n"
    }
    return lines
  }

  /// The pages of a JSON Lines file (fields `id` and `ocr`), corrected with trained tables: a line each with id and text.
  public static func corrected(_ path: String, with files: [LexiconFiles.File]) throws(LexiconError) -> [UInt8] {
    guard let channelFile = files.first(where: { $0.name == "channel.bin" }),
      let decisionFile = files.first(where: { $0.name == "decisions.bin" })
    else { return [] }
    let channel = try open(channelFile.bytes) { bytes throws(LexiconError) in
      try ChannelModel(bytes, file: channelFile.name)
    }
    let decisions = try open(decisionFile.bytes) { bytes throws(LexiconError) in
      try DecisionModel(bytes, file: decisionFile.name)
    }
    guard let pipeline = try? Pipeline(Normalizer(), Tokenizer(), Corrector(channel: channel, decisions: decisions))
    else { return [] }
    var lines: [UInt8] = []
    try CompressedFile(path).forEachLine { line in
      let record = JSONRecord(Array(line))
      guard let read = record.string(of: "ocr") else { return }
      let document = pipeline(String(decoding: read, as: UTF8.self))
      lines += Array("{\"id\":".utf8) + (record.value(of: "id") ?? [])
      lines += Array(",\"text\":\"".utf8)
      for byte in document.text {
        switch byte {
        case 0x22, 0x5c: lines += [0x5c, byte]
        case 0x0a: lines += Array("\\n".utf8)
        case ..<0x20: lines.append(0x20)
        default: lines.append(byte)
        }
      }
      lines += Array("\"}\n".utf8)
    }
    return lines
  }

  private func channel(of pairs: [OCRPair]) -> (bytes: [UInt8], count: Int) {
    var builder = ChannelModelBuilder()
    for pair in pairs {
      let (read, printed) = pair.normalized()
      builder.add(PageAlignment(read: read.text, printed: printed), engine: pair.engine)
    }
    return builder.build()
  }

  /// A table opened over bytes that live as long as the process: there are few of them.
  private static func open<Table>(
    _ bytes: [UInt8], _ make: (UnsafeBufferPointer<UInt8>) throws(LexiconError) -> Table
  ) throws(LexiconError) -> Table {
    let raw = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    raw.copyBytes(from: bytes)
    return try make(UnsafeBufferPointer(raw.bindMemory(to: UInt8.self)))
  }

  private func rows(
    _ pairs: [OCRPair], channel: [UInt8], addsTexts: Bool = true
  ) throws(LexiconError) -> [DecisionModelBuilder.Row] {
    let model = try Self.open(channel) { bytes throws(LexiconError) in try ChannelModel(bytes, file: "channel.bin") }
    let trained = Corrector(channel: model)
    // The language model was counted on these texts.
    var corrector = trained
    var rows: [DecisionModelBuilder.Row] = []
    func add(_ read: Document, _ printed: [UInt8], _ engine: String, number: Int) {
      let proposals = corrector.proposals(read)
      guard !proposals.isEmpty else { return }
      let alignment = read.text == printed ? nil : PageAlignment(read: read.text, printed: printed)
      for proposal in proposals {
        let there = alignment?.printed(at: proposal.range) ?? printed[proposal.range]
        let isRight = PlainMarks.plain(Array(proposal.string.utf8)).elementsEqual(there)
        let isMisread = !PlainMarks.plain(Array(read.text[proposal.range])).elementsEqual(there)
        let weight = Self.weight(ofWrong: proposal, isClean: engine == "clean", isMisread: isMisread)
        rows.append(
          DecisionModelBuilder.Row(
            features: proposal.features.values, isRight: isRight, weight: isRight ? 1 : weight, engine: engine,
            note: "\(number)\t\(proposal.range.lowerBound)\t\(proposal.rule)\t"
              + String(decoding: read.text[proposal.range], as: UTF8.self).replacing("\n", with: " ")
              + "\t\(proposal.string)"))
      }
    }
    for (number, pair) in pairs.enumerated() {
      let (read, printed) = pair.normalized()
      let heldBack = CountedRuns(pair.printed).heldBack(from: .italian)
      defer { heldBack.free() }
      corrector = trained.holdingBack(heldBack)
      add(read, printed, pair.engine, number: number)
      // The text without errors, and every fourth one without accents.
      var clean = Document(printed)
      Tokenizer().process(&clean)
      add(clean, printed, "clean", number: number)
      if number % 4 == 0 {
        var stripped = Document(Self.stripped(printed))
        Tokenizer().process(&stripped)
        add(stripped, printed, "stripped", number: number)
      }
    }
    guard addsTexts else { return rows }
    for text in Self.pages(cleanTexts) {
      var clean = Document(text)
      Normalizer().process(&clean)
      let heldBack = CountedRuns(text).heldBack(from: .italian)
      defer { heldBack.free() }
      corrector = trained.holdingBack(heldBack)
      var plain = Document(PlainMarks.plain(clean.text))
      Tokenizer().process(&plain)
      add(plain, plain.text, "clean", number: -1)
    }
    return rows
  }

  /// Every fourth text alone, the others four to a page: of short texts only, length itself would tell those without errors.
  static func pages(_ texts: [[UInt8]]) -> [[UInt8]] {
    var alone: [[UInt8]] = []
    var pages: [[UInt8]] = []
    var joined = 0
    for (number, text) in texts.enumerated() {
      if number % 4 == 0 {
        alone.append(text)
      } else if joined % 4 == 0 {
        pages.append(text)
        joined += 1
      } else {
        pages[pages.count - 1] += [0x20] + text
        joined += 1
      }
    }
    return alone + pages
  }

  /// The text without its accents.
  static func stripped(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var place = 0
    while place < text.count {
      if text[place] == 0xc3, place + 1 < text.count, let letter = letters[text[place + 1]] {
        result.append(letter)
        place += 2
      } else {
        result.append(text[place])
        place += 1
      }
    }
    return result
  }

  private static let letters: [UInt8: UInt8] = [
    0xa0: 0x61, 0xa8: 0x65, 0xa9: 0x65, 0xac: 0x69, 0xb2: 0x6f, 0xb9: 0x75, 0x80: 0x41, 0x88: 0x45, 0x89: 0x45,
    0x8c: 0x49, 0x92: 0x4f, 0x99: 0x55,
  ]
}
