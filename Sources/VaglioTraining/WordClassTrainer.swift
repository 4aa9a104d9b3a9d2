public import Vaglio

/// Makes the file that `WordClasses` opens: clusters of words by what stands beside them in running text, and the lists
/// of names that hold a word.
///
/// A word's contexts are the frequent words just before and just after it. Words move between clusters, one at a time,
/// as long as the mutual information of clusters and contexts grows (the exchange algorithm of Martin, Liermann and Ney
/// 1998, over contexts instead of clusters of contexts). The same texts give the same bytes.
public struct WordClassTrainer {
  /// The texts that may be used for what ships; of so many lines one is read, so that debates and manuals do not drown news.
  public static let sources: [(file: String, stride: Int)] = [
    ("kind_wikinews", 1), ("gazzetta_civica", 1), ("italia_docs", 1), ("commonvoice", 1), ("europarl", 3),
    ("msdocs", 4), ("libreoffice_help", 4), ("eltec", 2),
  ]

  /// Words seen less often are in no cluster.
  public var minimumCount = 8
  /// How many words count as contexts, on each side.
  public var contextCount = 3000
  public var fineCount = 255
  public var coarseCount = ClassModel.clusterCount
  public var rounds = 6

  private var numbers: [UInt64: Int32] = [:]
  private var words: [UInt64] = []
  private var counts: [UInt32] = []
  /// The texts, as numbers of words; -1 between lines.
  private var text: [Int32] = []
  private var lists: [UInt64: UInt8] = [:]
  private var usages: [UInt64: UInt8] = [:]
  /// The words of the lists in the order they came.
  private var listed: [UInt64] = []

  public init() {}

  /// Words so far.
  public var textCount: Int { text.count }

  /// Adds a text.
  /// - Parameter stride: of so many lines one is read.
  public mutating func read(_ file: CompressedFile, stride: Int = 1) throws(LexiconError) {
    var line = 0
    try file.forEachLine { bytes in
      line += 1
      guard line % stride == 0 else { return }
      WordClasses.forEachWord(in: bytes) { append($0) }
      text.append(-1)
    }
  }

  private mutating func append(_ word: UInt64) {
    if let number = numbers[word] {
      counts[Int(number)] += 1
      text.append(number)
      return
    }
    let number = Int32(truncatingIfNeeded: words.count)
    numbers[word] = number
    words.append(word)
    counts.append(1)
    text.append(number)
  }

  /// Adds a list of names, one a line.
  package mutating func readList(_ file: CompressedFile, _ list: WordClasses.Lists) throws(LexiconError) {
    try file.forEachLine { bytes in
      var keys: [UInt64] = []
      WordClasses.forEachWord(in: bytes) { keys.append($0) }
      for key in keys where key > 255 {
        var list = list
        if list == .place, keys.count > 1 { list = .placePart }
        add(key, list)
      }
    }
  }

  /// Marks the words that are written small inside the names of annotated texts.
  /// - Parameter includesSmallNames: also those of names that have no capital: each of them will be looked at as a name.
  public mutating func readNames(_ texts: [AnnotatedText], includesSmallNames: Bool = false) {
    for text in texts {
      for (range, _) in text.names {
        text.document.text[range].withUnsafeBufferPointer { name in
          WordClasses.forEachSmallWord(in: name) { key, isAllSmall in
            add(key, includesSmallNames && isAllSmall ? [.insideName, .smallName] : .insideName)
          }
        }
      }
    }
  }

  /// Takes over how often the forms of a lexicon are used.
  public mutating func readUsage(of lexicon: FormLexicon) {
    var best: [UInt64: FormLexicon.Entry] = [:]
    lexicon.forEachForm { form, entry in
      guard let key = WordClasses.key(ofWord: form) else { return }
      if let other = best[key] {
        if (other.frequency, other.capitalShare) >= (entry.frequency, entry.capitalShare) { return }
      } else if lists[key] == nil {
        lists[key] = 0
        listed.append(key)
      }
      best[key] = entry
    }
    usages = best.mapValues { WordClasses.usage($0) }
  }

  private mutating func add(_ key: UInt64, _ list: WordClasses.Lists) {
    if lists[key] == nil { listed.append(key) }
    lists[key, default: 0] |= list.rawValue
  }

  public func build() -> [UInt8] {
    let order = words.indices.filter { counts[$0] >= UInt32(minimumCount) }
      .sorted { (counts[$1], words[$0]) < (counts[$0], words[$1]) }
    let contexts = contexts(of: order)
    let fine = cluster(order, contexts, into: fineCount)
    let coarse = cluster(order, contexts, into: coarseCount)
    var entries: [(key: UInt64, entry: WordClasses.Entry)] = []
    var seen: Set<UInt64> = []
    for (place, number) in order.enumerated() {
      let key = words[number]
      seen.insert(key)
      entries.append(
        (
          key,
          WordClasses.Entry(
            coarse: coarse[place] + 1, fine: fine[place] + 1, lists: WordClasses.Lists(rawValue: lists[key] ?? 0),
            usage: usages[key] ?? 0)
        ))
    }
    for key in listed where !seen.contains(key) {
      entries.append(
        (
          key,
          WordClasses.Entry(
            coarse: 0, fine: 0, lists: WordClasses.Lists(rawValue: lists[key] ?? 0), usage: usages[key] ?? 0)
        ))
    }
    return Self.bytes(entries)
  }

  // MARK: Contexts

  /// For each word of the order, its contexts with counts.
  private func contexts(of order: [Int]) -> [[(context: Int32, count: Int32)]] {
    var places = [Int32](repeating: -1, count: words.count)
    for (place, number) in order.enumerated() { places[number] = Int32(place) }
    let limit = Int32(contextCount)
    var pairs = CountTable(capacity: 1 << 22)
    for index in text.indices.dropFirst() {
      let (left, right) = (text[index - 1], text[index])
      guard left >= 0, right >= 0 else { continue }
      let (before, after) = (places[Int(left)], places[Int(right)])
      guard before >= 0, after >= 0 else { continue }
      if before < limit { pairs.increment((UInt64(after) + 1) << 32 | UInt64(before)) }
      if after < limit { pairs.increment((UInt64(before) + 1) << 32 | UInt64(after + limit)) }
    }
    var contexts = [[(context: Int32, count: Int32)]](repeating: [], count: order.count)
    for (key, count) in zip(pairs.keys, pairs.counts) where key != 0 {
      contexts[Int(key >> 32) - 1].append((Int32(truncatingIfNeeded: key), Int32(bitPattern: count)))
    }
    return contexts.map { $0.sorted { $0.context < $1.context } }
  }

  // MARK: Exchange

  private func cluster(
    _ order: [Int], _ contexts: [[(context: Int32, count: Int32)]], into clusterCount: Int
  ) -> [UInt8] {
    let table = (0..<1 << 16).map { EntropyTable.compute(Double($0)) }
    var clusters = order.indices.map { $0 % clusterCount }
    // Counts of context and cluster, and of clusters.
    var joint = [Int32](repeating: 0, count: 2 * contextCount * clusterCount)
    var totals = [Int32](repeating: 0, count: clusterCount)
    let sums = contexts.map { $0.reduce(0) { $0 + $1.count } }
    for word in order.indices {
      totals[clusters[word]] += sums[word]
      for (context, count) in contexts[word] { joint[Int(context) * clusterCount + clusters[word]] += count }
    }
    var gains = [Double](repeating: 0, count: clusterCount)
    for _ in 0..<rounds {
      var moves = 0
      for word in order.indices where sums[word] > 0 {
        let old = clusters[word]
        for (context, count) in contexts[word] { joint[Int(context) * clusterCount + old] -= count }
        totals[old] -= sums[word]
        table.withUnsafeBufferPointer { table in
          joint.withUnsafeBufferPointer { joint in
            for cluster in 0..<clusterCount {
              gains[cluster] =
                EntropyTable.value(totals[cluster], table) - EntropyTable.value(totals[cluster] + sums[word], table)
            }
            for (context, count) in contexts[word] {
              let row = Int(context) * clusterCount
              for cluster in 0..<clusterCount {
                let before = joint[row + cluster]
                gains[cluster] += EntropyTable.value(before + count, table) - EntropyTable.value(before, table)
              }
            }
          }
        }
        var best = old
        for cluster in 0..<clusterCount where gains[cluster] > gains[best] + 1e-9 { best = cluster }
        if best != old { moves += 1 }
        clusters[word] = best
        totals[best] += sums[word]
        for (context, count) in contexts[word] { joint[Int(context) * clusterCount + best] += count }
      }
      if moves * 100 < order.count { break }
    }
    return clusters.map { UInt8($0) }
  }

  // MARK: The file

  private static func bytes(_ entries: [(key: UInt64, entry: WordClasses.Entry)]) -> [UInt8] {
    let blockCount = max(1, entries.count / 2)
    let sorted = entries.map { (block: ConditionalRandomField.block($0.key, of: UInt64(blockCount)), item: $0) }
      .sorted { ($0.block, $0.item.key) < ($1.block, $1.item.key) }
    var bytes = Array("VGLWORD2".utf8)
    func append(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    append(UInt32(entries.count))
    append(UInt32(blockCount))
    var next = 0
    for block in 0...blockCount {
      while next < sorted.count, sorted[next].block < block { next += 1 }
      append(UInt32(next))
    }
    for (_, item) in sorted {
      append(UInt32(truncatingIfNeeded: item.key))
      bytes += [item.entry.coarse, item.entry.fine, item.entry.lists.rawValue, item.entry.usage]
    }
    return bytes
  }
}

/// n log n, from a table where n is small.
private enum EntropyTable {
  static func compute(_ value: Double) -> Double { value > 0 ? value * naturalLogarithm(value) : 0 }

  @inline(__always)
  static func value(_ count: Int32, _ table: UnsafeBufferPointer<Double>) -> Double {
    let index = Int(count)
    return index < table.count ? table[index] : compute(Double(index))
  }
}
