/// What is known of a proposed correction when it is decided whether to make it.
package struct DecisionFeatures: Sendable {
  package enum Name: Int, CaseIterable, Sendable {
    /// How much better the reading fits between its neighbours than what stands there, in natural logarithms.
    case contextGain
    /// How well it fits by itself.
    case contextScore
    case channelCost
    /// By how much it is better than the next best reading.
    case margin
    case candidateCount
    case edits
    /// The frequency class of the reading's rarest word, and how often it has a capital.
    case frequency, capitalShare
    /// The same of what stands there; -1 when it is not in the lexicon.
    case readFrequency, readCapitalShare
    /// Letters.
    case length
    /// 0 lower case, 1 a capital, 2 capitals, 3 mixed, 4 none.
    case shape
    case startsSentence
    /// The kind of error.
    case kind
    /// The page: its share of unknown words, digits and signs inside words, words cut by hyphens, lost accents and how
    /// common they are.
    case unknownShare, misreadWords, cutWords, lostAccents, accentCost, words
    /// Unknown words among the two before and the two after, and whether one looks foreign.
    case unknownNeighbors, foreignNeighbor
    /// How often the reading was seen with the word before it and with the one after it, and the same of what stands there.
    case pairBefore, pairAfter, readPairBefore, readPairAfter
    /// How often what stands there is on the page.
    case repeats
    /// Whether it may be a word that is formed from another.
    case isFormed
    /// The first byte of what was read where it differs, and of what was printed; how many bytes each side has.
    case readByte, printedByte, readCount, printedCount
    /// What it touches: 0 blanks, 1 a mark, 2 a word.
    case touchesBefore, touchesAfter
    /// What else is proposed on the page, how much of it is nearly certain, and how much that is for each word.
    case otherProposals, otherErrors, errorShare
    /// Where more than one piece was read: the frequency class of the rarest and of the last, -1 when the lexicon has it
    /// not, and how often the first and the last were seen one after the other. -2 where one piece was read.
    case rarestPart, lastPart, partsPair
    /// Full stops of the page that small letters follow.
    case smallAfterStop
    /// How many of the strong proposals of the page take back the same misreading.
    case sameMisreadings
    /// The part of the gain that comes from what stands before, and how often the words before and after were counted.
    case gainBefore, countBefore, countAfter
    /// How often the reading is on the page; -1 where it is not one word.
    case onPage
    /// The last byte of the piece before, of the one after, of what was read and of what was printed: endings agree.
    case lastBefore, lastAfter, lastRead, lastPrinted
    /// Bytes before the difference and behind it.
    case place, rest
    /// The second bytes of the difference, and the bytes before it and behind it.
    case secondRead, secondPrinted, letterBefore, letterAfter
    /// How unlike Italian the letters of what was read are, at the worst place and on average; the same of what was printed; and
    /// how much better that is.
    case worstRead, meanRead, worstPrinted, meanPrinted, letterGain
    /// How much better the classes of what was printed go with those of the neighbours than the classes of what was read, the part
    /// of it that comes from what stands before, and how well they go by themselves.
    case classGain, classGainBefore, classFit
  }

  package static let count = Name.allCases.count

  package var values = [Float](repeating: 0, count: count)

  package init() {}

  subscript(name: Name) -> Float {
    get { values[name.rawValue] }
    set { values[name.rawValue] = newValue }
  }
}

/// The kinds of errors, as the causes of edits name them and the decision model tells them apart.
enum CorrectionKind: UInt8 {
  case letter, accent, hyphen, join, split, apostrophe, sign, digit, capital, rule, speck, unknownHyphen, mark
}
