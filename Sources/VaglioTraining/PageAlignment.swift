/// Two texts side by side, letter by letter: the cheapest way to make one of the other (Wagner and Fischer 1974).
struct PageAlignment {
  /// One step: a stretch of what was read and the stretch of what was printed; either may be empty.
  struct Step {
    var read: Range<Int>
    var printed: Range<Int>
    /// Whether both are the same letter, capital or small.
    var isSame: Bool
  }

  let read: [UInt8]
  let printed: [UInt8]
  let steps: [Step]
  /// Where each byte of what was read stands in what was printed; one more for the end.
  private let places: [Int]

  /// O(n²) in time and memory, for pages of a few thousand letters.
  init(read: [UInt8], printed: [UInt8]) {
    self.read = read
    self.printed = printed
    let left = Self.letters(read)
    let right = Self.letters(printed)
    let (rows, columns) = (left.count, right.count)
    var moves = [UInt8](repeating: 0, count: (rows + 1) * (columns + 1))
    var costs = (0...columns).map { Int32($0) * Self.gap }
    for column in 0...columns { moves[column] = 2 }
    for row in stride(from: 1, through: rows, by: 1) {
      var diagonal = costs[0]
      costs[0] = Int32(row) * Self.gap
      moves[row * (columns + 1)] = 1
      for column in stride(from: 1, through: columns, by: 1) {
        let above = costs[column]
        var best = diagonal + Self.cost(left[row - 1].letter, right[column - 1].letter)
        var move: UInt8 = 0
        if above + Self.gap < best {
          best = above + Self.gap
          move = 1
        }
        if costs[column - 1] + Self.gap < best {
          best = costs[column - 1] + Self.gap
          move = 2
        }
        diagonal = above
        costs[column] = best
        moves[row * (columns + 1) + column] = move
      }
    }
    var steps: [Step] = []
    var (row, column) = (rows, columns)
    while row > 0 || column > 0 {
      let move = moves[row * (columns + 1) + column]
      let isRead = move != 2 && row > 0
      let isPrinted = move != 1 && column > 0
      let readEnd = row < rows ? left[row].start : read.count
      let printedEnd = column < columns ? right[column].start : printed.count
      let isSame =
        isRead && isPrinted && Self.lower(left[row - 1].letter) == Self.lower(right[column - 1].letter)
      steps.append(
        Step(
          read: (isRead ? left[row - 1].start : readEnd)..<readEnd,
          printed: (isPrinted ? right[column - 1].start : printedEnd)..<printedEnd, isSame: isSame))
      if isRead { row -= 1 }
      if isPrinted { column -= 1 }
    }
    self.steps = steps.reversed()
    var places = [Int](repeating: printed.count, count: read.count + 1)
    var hasPlace = [Bool](repeating: false, count: read.count + 1)
    for step in self.steps where !step.read.isEmpty {
      for place in step.read where !hasPlace[place] {
        places[place] = step.printed.lowerBound
        hasPlace[place] = true
      }
    }
    self.places = places
  }

  /// What was printed where a stretch was read.
  func printed(at range: Range<Int>) -> ArraySlice<UInt8> {
    // What was printed just before the stretch and lost belongs to neither side: the start is that of its first letter.
    let start = places[range.lowerBound]
    var end = range.upperBound < read.count ? places[range.upperBound] : printed.count
    // A lost blank or letter before the next word is not of this one.
    if range.upperBound < read.count, range.upperBound > 0 {
      end = max(start, end)
    }
    return printed[min(start, end)..<end]
  }

  private static let gap: Int32 = 9

  private static func cost(_ left: UInt32, _ right: UInt32) -> Int32 {
    if left == right { return 0 }
    if lower(left) == lower(right) { return 3 }
    let isBlank = left == 0x20 || right == 0x20
    if isBlank { return 16 }
    return isLetter(left) == isLetter(right) ? 10 : 12
  }

  private static func isLetter(_ value: UInt32) -> Bool {
    value >= 0xc0 || (0x61...0x7a).contains(value | 0x20)
  }

  static func lower(_ value: UInt32) -> UInt32 {
    (0x41...0x5a).contains(value) || (0xc0..<0xdf).contains(value) && value != 0xd7 ? value + 0x20 : value
  }

  /// The scalars and where each starts; a line end is a blank.
  private static func letters(_ bytes: [UInt8]) -> [(letter: UInt32, start: Int)] {
    var letters: [(letter: UInt32, start: Int)] = []
    var start = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      letters.append((scalar.value == 0x0a ? 0x20 : scalar.value, start))
      start += UTF8.width(scalar)
    }
    return letters
  }
}
