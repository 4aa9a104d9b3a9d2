/// What the model decides, with what rules and lists have found among its features.
extension NameFinder {
  /// A stretch that the model takes for a name.
  struct ModelledName {
    var first: Int
    var end: Int
    var label: Label
    /// The probability of its least likely label.
    var confidence: Float
  }

  /// How likely each unit is part of a firm's name, and of an authority's.
  typealias Evidence = [SIMD2<Float>]

  /// Joins what the rules have accepted and what the model takes for names; names of given lists stay.
  mutating func decide(by model: NameModel, labels chosen: Set<Label>) {
    let (names, evidence) = modelledNames(model, labels: chosen.union([.company, .regulator]))
    var isTaken = [Bool](repeating: false, count: units.count)
    let ruled = candidates.indices.filter {
      candidates[$0].isAccepted && !candidates[$0].isRejected && !candidates[$0].isShield
    }
    var next = 0
    for number in ruled.sorted(by: { candidates[$0].first < candidates[$1].first }) {
      let candidate = candidates[number]
      while next < names.count, names[next].end <= candidate.first { next += 1 }
      let other = next < names.count && names[next].first < candidate.end ? names[next] : nil
      if isGiven(candidate) || keeps(candidate, other, evidence) {
        for unit in candidate.first..<candidate.end { isTaken[unit] = true }
      } else {
        candidates[number].isRejected = true
        candidates[number].isAccepted = false
      }
    }
    let people = surnames(in: names)
    for name in names where !(name.first..<name.end).contains(where: { isTaken[$0] }) {
      if name.label == .company || name.label == .regulator {
        let isSingle = name.end - name.first == 1
        if name.confidence < (isSingle ? Threshold.single : Threshold.new) { continue }
        if isSingle, people.contains(units[name.first].hash) { continue }
      }
      for unit in name.first..<name.end { isTaken[unit] = true }
      add(linked(name))
    }
    spread(evidence, &isTaken)
  }

  /// Whether a name that the rules have accepted stays one.
  private func keeps(_ candidate: Candidate, _ other: ModelledName?, _ evidence: Evidence) -> Bool {
    let lane = candidate.label == .regulator ? 1 : 0
    var belief: Float = 1
    for unit in candidate.first..<candidate.end { belief = min(belief, evidence[unit][lane]) }
    guard let other else { return belief >= Threshold.keep }
    if other.label == candidate.label {
      return other.first == candidate.first && other.end == candidate.end || other.confidence < Threshold.extent
    }
    return belief >= Threshold.keep && other.confidence < Threshold.other
  }

  /// The last words of people's names: "Stosur" alone is she too, and no firm.
  private func surnames(in names: [ModelledName]) -> Set<UInt64> {
    var surnames: Set<UInt64> = []
    for name in names where name.label == .person && name.end - name.first > 1 && name.confidence > 0.6 {
      surnames.insert(units[name.end - 1].hash)
    }
    return surnames
  }

  /// What is a firm in one place is one in others that the model half believes in.
  private mutating func spread(_ evidence: Evidence, _ isTaken: inout [Bool]) {
    var known: [UInt64: Candidate] = [:]
    var firsts: Set<UInt64> = []
    for candidate in candidates
    where candidate.isAccepted && !candidate.isRejected && !candidate.isShield && candidate.label == .company
      && candidate.confidence >= 0.85 && !candidate.isAmbiguous
    {
      let name = units[candidate.first..<candidate.end]
      if name.count == 1, name.allSatisfy({ $0.end - $0.start < 3 || isCommonWord($0) }) { continue }
      known[name.reduce(NameScanner.seed) { NameScanner.extend($0, $1.hash) }] = candidate
      firsts.insert(units[candidate.first].hash)
    }
    if known.isEmpty { return }
    for position in units.indices
    where !isTaken[position] && units[position].isCapital && firsts.contains(units[position].hash) {
      var key = NameScanner.seed
      var next = position
      while next < units.count, next - position < 6, units[next].isWord, !isTaken[next],
        evidence[next].x >= Threshold.spread
      {
        key = NameScanner.extend(key, units[next].hash)
        next += 1
        guard var candidate = known[key], candidate.end - candidate.first == next - position else { continue }
        candidate.first = position
        candidate.end = next
        candidate.confidence = 0.7
        candidate.hasLegalForm = false
        for unit in position..<next { isTaken[unit] = true }
        add(candidate)
        break
      }
    }
  }

  func isGiven(_ candidate: Candidate) -> Bool {
    candidate.gazetteer >= 0 && isGiven[candidate.gazetteer]
  }

  /// The name as a candidate, with the entry that a list has for it: for all of it, or for what stands before its legal
  /// form and words such as `Group`.
  private func linked(_ name: ModelledName) -> Candidate {
    var candidate = Candidate(first: name.first, end: name.end, label: name.label, confidence: name.confidence)
    candidate.hasLegalForm = isLegalForm(name.end - 1)
    guard name.label == .company || name.label == .regulator else { return candidate }
    for gazetteer in indexes.indices where labels[gazetteer] == name.label {
      var key = NameScanner.seed
      for unit in name.first..<name.end {
        guard units[unit].isWord || units[unit].kind == .comma else { break }
        key = NameScanner.extend(key, units[unit].hash)
        let node = indexes[gazetteer][key]
        guard node.isName, !node.isShield else { continue }
        let isWhole = unit + 1 == name.end
        if isWhole || (unit + 1..<name.end).allSatisfy({ isTail($0) }) {
          candidate.gazetteer = gazetteer
          candidate.line = node.line
          return candidate
        }
      }
    }
    return candidate
  }

  private func isTail(_ unit: Int) -> Bool {
    !units[unit].isWord || units[unit].words.contains(.legalForm) || units[unit].words.contains(.companyTail)
  }

  // MARK: The model

  private func modelledNames(_ model: NameModel, labels chosen: Set<Label>) -> (
    names: [ModelledName], evidence: Evidence
  ) {
    var names: [ModelledName] = []
    var features = NameFeatures(self, classes: model.classes)
    var lattice = model.field.lattice()
    let labelCount = model.field.labels.count
    let companyLabels = model.kinds.indices.filter { model.kinds[$0] == .company }
    let regulatorLabels = model.kinds.indices.filter { model.kinds[$0] == .regulator }
    var evidence = Evidence(repeating: .zero, count: units.count)
    for segment in segments(features.traits) {
      lattice.removeAll()
      for position in segment {
        features.find(at: position)
        features.keys.withUnsafeBufferPointer { lattice.append($0) }
      }
      let labels = lattice.best()
      if labels.allSatisfy({ model.kinds[$0] == nil }), segment.allSatisfy({ owner[$0] < 0 }) { continue }
      // Of a stretch that names only what nobody asks for, probabilities are not needed.
      let isAsked =
        segment.contains { owner[$0] >= 0 }
        || labels.contains { label in model.kinds[label].map(chosen.contains) ?? false }
      let marginals = isAsked ? lattice.marginals() : []
      var first = segment.lowerBound
      var confidence: Float = 1
      for (offset, label) in labels.enumerated() {
        let position = segment.lowerBound + offset
        if isAsked {
          for other in companyLabels { evidence[position].x += marginals[offset * labelCount + other] }
          for other in regulatorLabels { evidence[position].y += marginals[offset * labelCount + other] }
        }
        guard let kind = model.kinds[label] else { continue }
        let marginal = isAsked ? marginals[offset * labelCount + label] : 1
        switch model.parts[label] {
        case .begin, .unit:
          first = position
          confidence = marginal
        default: confidence = min(confidence, marginal)
        }
        if model.parts[label] == .last || model.parts[label] == .unit {
          names.append(ModelledName(first: first, end: position + 1, label: kind, confidence: confidence))
        }
      }
    }
    return (names, evidence)
  }
}

/// How sure the model has to be, chosen on texts held back from training: a false name costs more than a missed one.
private enum Threshold {
  /// For a name of several words that no rule has found.
  static let new: Float = 0.75
  /// For one of a single word, of which less is seen.
  static let single: Float = 0.9
  /// For a name that a rule has found: below it, the rule was wrong here.
  static let keep: Float = 0.02
  /// For another extent than the rule's.
  static let extent: Float = 0.4
  /// For something else than what the rule says.
  static let other: Float = 0.8
  /// For another mention of what is a firm elsewhere in the text.
  static let spread: Float = 0.5
}
