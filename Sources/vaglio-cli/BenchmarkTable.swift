/// Lays out measurements for reading.
struct BenchmarkTable {
  private let bytes: Int
  private let tokens: Int
  private var text = ""

  init(bytes: Int, tokens: Int) {
    self.bytes = bytes
    self.tokens = tokens
  }

  mutating func header(_ file: String, rounds: Int, seconds: Double, isComparison: Bool = false) {
    let seconds = Self.fixed(seconds, decimals: 2)
    text += "\(file): \(Self.grouped(bytes)) bytes, \(Self.grouped(tokens)) tokens; "
    text += "one thread, median of \(rounds) rounds of \(seconds) s or more\n"
    #if DEBUG
      text += "This is a debug build: its figures say nothing.\n"
    #endif
    text += "\n"
    if isComparison { row("", "MB/s", "theirs", "times") } else { row("", "MB/s", "tokens/s", "ms") }
  }

  mutating func row(_ name: String, _ seconds: Double) {
    row(
      name, Self.fixed(Double(bytes) / 1e6 / seconds, decimals: 1),
      tokens == 0 ? "-" : Self.grouped(Int(min(Double(tokens) / seconds, 1e15))),
      Self.fixed(seconds * 1e3, decimals: 3))
  }

  /// A row of what two need for the same work: megabytes a second, and how many times as fast ours is.
  mutating func comparison(_ name: String, _ seconds: (ours: Double, theirs: Double)) {
    row(
      name, Self.fixed(Double(bytes) / 1e6 / seconds.ours, decimals: 1),
      Self.fixed(Double(bytes) / 1e6 / seconds.theirs, decimals: 1),
      Self.fixed(seconds.theirs / seconds.ours, decimals: 2))
  }

  mutating func note(_ note: String) { text += "\(note)\n" }

  mutating func footer() {
    text += "\npeak memory \(Self.fixed(Double(Peers.peakMemory) / 1e6, decimals: 1)) MB\n"
  }

  /// What has been laid out since the last time.
  mutating func takeText() -> [UInt8] {
    defer { text = "" }
    return Array(text.utf8)
  }

  private mutating func row(_ name: String, _ columns: String...) {
    text += name + String(repeating: " ", count: max(0, 24 - name.count))
    for (column, width) in zip(columns, [12, 16, 14]) {
      text += String(repeating: " ", count: max(1, width - column.count)) + column
    }
    text += "\n"
  }

  private static func fixed(_ number: Double, decimals: Int) -> String {
    guard number.isFinite, number < 1e12 else { return "-" }
    let unit = (0..<decimals).reduce(1) { value, _ in value * 10 }
    let scaled = Int((number * Double(unit)).rounded())
    let fraction = String(scaled % unit)
    return grouped(scaled / unit)
      + (decimals == 0 ? "" : "." + String(repeating: "0", count: decimals - fraction.count) + fraction)
  }

  private static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: position))
      position -= 3
    }
    return digits
  }
}
