import Vaglio

/// What a file, or a batch of lines, has become.
struct Outcome: Sendable {
  var output: [UInt8] = []
  var errors: [InputError] = []
}

/// From input bytes to output bytes. Runs on any thread.
struct Annotator: Sendable {
  let format: OutputFormat
  let offsets: OffsetUnit
  /// The field of a record that holds the text.
  let field: String
  let isColored: Bool
  /// Whether a reader must be told which file a change is in.
  let namesFiles: Bool

  // MARK: Files

  func annotateText(_ path: String, with pipeline: Pipeline) -> Outcome {
    annotateFile(path) { bytes, outcome throws(InputError) in
      write(pipeline(bytes), path: path, into: &outcome.output)
    }
  }

  func annotateTokens(_ path: String, with pipeline: Pipeline) -> Outcome {
    annotateFile(path) { bytes, outcome throws(InputError) in
      let table = try TokenTable(bytes, file: FileName.displayed(path))
      var document = table.document
      pipeline.process(&document)
      if format == .iob {
        IOBWriter().write(document, of: table, into: &outcome.output)
      } else {
        write(document, path: path, into: &outcome.output)
      }
    }
  }

  private func annotateFile(_ path: String, _ body: ([UInt8], inout Outcome) throws(InputError) -> Void) -> Outcome {
    var outcome = Outcome()
    do throws(InputError) {
      try body(try [UInt8](contentsOf: path), &outcome)
    } catch {
      outcome.errors.append(error)
      if format == .jsonl { JSONLinesWriter().write(error, id: path == "-" ? nil : path, into: &outcome.output) }
    }
    return outcome
  }

  private func write(_ document: Document, path: String, into output: inout [UInt8]) {
    switch format {
    case .text: TextWriter().write(document, into: &output)
    case .jsonl: JSONLinesWriter(offsets: offsets).write(document, id: path == "-" ? nil : path, into: &output)
    case .diff:
      DiffWriter(isColored: isColored)
        .write(document, name: namesFiles ? FileName.displayed(path) : nil, into: &output)
    case .html: HTMLWriter().write(document, name: namesFiles ? FileName.displayed(path) : nil, into: &output)
    case .iob: IOBWriter().write(document, into: &output)
    case .brat: BratWriter().write(document, into: &output)
    case .m2: M2Writer().write(document, into: &output)
    case .conllu: CoNLLUWriter(offsets: offsets).write(document, id: path == "-" ? nil : path, into: &output)
    }
  }

  // MARK: Records

  /// Blank lines hold no record and are left out.
  func annotateRecords(_ batch: LineBatch, with pipeline: Pipeline) -> Outcome {
    annotateRecords(batch) { _, text in pipeline(text) }
  }

  /// Each record is judged with what the records before it have shown of its site, and shows something itself. One without
  /// the field is of no site.
  func annotateRecords(
    _ batch: LineBatch, siteKey: String, memory: inout SiteMemory, with pipeline: Pipeline
  ) -> Outcome {
    annotateRecords(batch) { record, text in
      guard let site = record.string(of: siteKey) else { return pipeline(text) }
      return memory.process(text, of: String(decoding: site, as: UTF8.self), with: pipeline)
    }
  }

  private func annotateRecords(_ batch: LineBatch, _ process: (JSONRecord, [UInt8]) -> Document) -> Outcome {
    var outcome = Outcome()
    if let error = batch.error {
      outcome.errors.append(error)
      return outcome
    }
    var position = 0
    var number = batch.firstLine
    if number == 1, batch.bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    while position < batch.bytes.count {
      let end = batch.bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? batch.bytes.count
      let line = batch.bytes[position..<end]
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) {
        annotateRecord(Array(line), file: batch.file, line: number, process, &outcome)
      }
      position = end + 1
      number += 1
    }
    return outcome
  }

  private func annotateRecord(
    _ bytes: [UInt8], file: String, line: Int, _ process: (JSONRecord, [UInt8]) -> Document,
    _ outcome: inout Outcome
  ) {
    let record = JSONRecord(bytes)
    func fail(_ reason: String) {
      let error = InputError(file: file, line: line, reason: reason)
      outcome.errors.append(error)
      if format == .jsonl { JSONLinesWriter().write(error, record: record, into: &outcome.output) }
    }
    if let fault = record.fault { return fail("not a JSON object: \(fault)") }
    guard let text = record.string(of: field) else {
      return fail(
        record.value(of: field) == nil
          ? "there is no field '\(field)'" : "the field '\(field)' is not a string")
    }
    if text.count > [UInt8].maximumTextSize { return fail("the text is larger than 2 GiB") }
    let document = process(record, text)
    switch format {
    case .text: TextWriter().write(document, into: &outcome.output)
    case .jsonl:
      JSONLinesWriter(offsets: offsets).write(document, record: record, field: field, into: &outcome.output)
    case .diff: DiffWriter(isColored: isColored).write(document, name: "\(file):\(line)", into: &outcome.output)
    case .html: HTMLWriter().write(document, name: "\(file):\(line)", into: &outcome.output)
    case .iob: IOBWriter().write(document, into: &outcome.output)
    case .brat: BratWriter().write(document, into: &outcome.output)
    case .m2: M2Writer().write(document, into: &outcome.output)
    case .conllu:
      let id = record.string(of: "id") ?? record.value(of: "id").map { Array($0) }
      CoNLLUWriter(offsets: offsets)
        .write(document, id: id.map { String(decoding: $0, as: UTF8.self) } ?? "\(file):\(line)", into: &outcome.output)
    }
  }
}
