/// All tokens of a text at once.
extension TokenScanner {
  /// The tokens of a text, in order. O(n); allocates the layer, and nothing for a token.
  static func tokens(_ bytes: UnsafeBufferPointer<UInt8>) -> TokenLayer {
    var layer = TokenLayer()
    // Italian has a token to every 5 bytes or so.
    layer.reserveCapacity(bytes.count / 5 + 8)
    var scanner = TokenScanner(bytes)
    // Tokens are gathered in a block on the stack, so that the layer's arrays are asked for room once a block.
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * TokenBlock.capacity) { space in
      var block = TokenBlock(space)
      repeat {
        scanner.fill(&block)
        layer.append(starts: block.filledStarts, lengths: block.filledLengths)
        if block.count < TokenBlock.capacity - 1 { return }
        block.count = 0
      } while true
    }
    return layer
  }

  /// Adds tokens until the block is full but for one at most, or the text ends.
  ///
  /// Most of any text is words of Latin letters with a blank or a comma after them, or an elision before a word: they are
  /// found here, with the position in a register; whatever else there is goes to `next()`, which finds these words, too.
  @inline(__always)
  private mutating func fill(_ block: inout TokenBlock) {
    guard let base = bytes.baseAddress else { return }
    let count = bytes.count
    var position = position
    while block.count < TokenBlock.capacity - 1 {
      // What stands near an "@" may be an address.
      if !hasForeign, position + 16 < count, position + 64 < nextAt {
        let first = base[position]
        if first == UInt8(ascii: " ") {
          position += 1
          continue
        }
        let end = endOfCommonLetters(base, position)
        if end > position, !isAddressStart(base + position) {
          let next = base[end]
          if next == UInt8(ascii: " ") {
            block.append(position, end, .word)
            position = end + 1
            continue
          }
          if next == UInt8(ascii: ","), base[end + 1] == UInt8(ascii: " ") {
            block.append(position, end, .word)
            block.append(end, end + 1, .punctuation)
            position = end + 2
            continue
          }
          if next == UInt8(ascii: "'"), first != UInt8(ascii: "O"), hasThreeLetters(base + end + 1) {
            block.append(position, end + 1, .word)
            position = end + 1
            continue
          }
        }
      }
      self.position = position
      guard let token = next() else { return }
      position = self.position
      block.append(token.range.lowerBound, token.range.upperBound, token.kind)
    }
    self.position = position
  }

  /// The end of the letters of ASCII and Latin-1 at a position, when that is at least 4 bytes before the end of the text;
  /// else the position itself.
  @inline(__always)
  private func endOfCommonLetters(_ base: UnsafePointer<UInt8>, _ position: Int) -> Int {
    var end = position
    let last = bytes.count - 8
    while end <= last {
      let word = UInt64(littleEndian: UnsafeRawPointer(base + end).loadUnaligned(as: UInt64.self))
      let others = Self.others(word)
      if others == 0 {
        end += 8
        continue
      }
      end += others.trailingZeroBitCount / 8
      // À to ÿ, but for × and ÷.
      guard base[end] == 0xc3, end < last else { break }
      let second = base[end + 1]
      guard second & 0xc0 == 0x80, second & 0xdf != 0x97 else { break }
      end += 2
    }
    return end < last ? end : position
  }

  /// Whether `http`, `ftp` or `www` might start here.
  @inline(__always)
  private func isAddressStart(_ start: UnsafePointer<UInt8>) -> Bool {
    let first = start[0] | 0x20
    guard first == UInt8(ascii: "h") || first == UInt8(ascii: "f") || first == UInt8(ascii: "w") else { return false }
    let second = start[1] | 0x20
    return second == UInt8(ascii: "t") || second == UInt8(ascii: "w")
  }

  /// Three letters of ASCII: what stands before them is an elision, and no English `'ll`.
  @inline(__always)
  private func hasThreeLetters(_ start: UnsafePointer<UInt8>) -> Bool {
    start[0] | 0x20 &- 0x61 < 26 && start[1] | 0x20 &- 0x61 < 26 && start[2] | 0x20 &- 0x61 < 26
  }
}

/// A block of tokens, as `TokenLayer` keeps them.
private struct TokenBlock {
  static let capacity = 512
  private let starts: UnsafeMutablePointer<UInt32>
  private let lengths: UnsafeMutablePointer<UInt32>
  var count = 0

  /// - Parameter space: room for twice the capacity.
  init(_ space: UnsafeMutableBufferPointer<UInt32>) {
    starts = space.baseAddress.unsafelyUnwrapped
    lengths = starts + Self.capacity
  }

  @inline(__always)
  mutating func append(_ start: Int, _ end: Int, _ kind: Token.Kind) {
    starts[count] = UInt32(truncatingIfNeeded: start)
    lengths[count] = TokenLayer.length(end - start, kind)
    count += 1
  }

  var filledStarts: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: starts, count: count) }
  var filledLengths: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: lengths, count: count) }
}
