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
    let thresholds = model.thresholds
    var isTaken = [Bool](repeating: false, count: units.count)
    let ruled = candidates.indices.filter {
      candidates[$0].isAccepted && !candidates[$0].isRejected && !candidates[$0].isShield
        && (model.knows(candidates[$0].label) || isGiven(candidates[$0]))
    }
    var next = 0
    for number in ruled.sorted(by: { candidates[$0].first < candidates[$1].first }) {
      let candidate = candidates[number]
      while next < names.count, names[next].end <= candidate.first { next += 1 }
      let other = next < names.count && names[next].first < candidate.end ? names[next] : nil
      if isGiven(candidate) || keeps(candidate, other, evidence, thresholds) {
        for unit in candidate.first..<candidate.end { isTaken[unit] = true }
      } else {
        candidates[number].isRejected = true
        candidates[number].isAccepted = false
      }
    }
    let people = surnames(in: names)
    for name in names where !(name.first..<name.end).contains(where: { isTaken[$0] }) {
      let candidate = linked(name)
      if name.label == .company || name.label == .regulator {
        let isSingle = name.end - name.first == 1
        let least = candidate.isListed ? thresholds.listed : isSingle ? thresholds.single : thresholds.several
        if name.confidence < least,
          name.confidence < thresholds.series || !isListNeighbour(name.first, name.end, name.label)
        {
          continue
        }
        if isSingle, people.contains(units[name.first].hash) { continue }
        if name.label == .company, isCounted(name.first), !candidate.hasLegalForm { continue }
      }
      for unit in name.first..<name.end { isTaken[unit] = true }
      add(candidate)
    }
    spread(evidence, thresholds, &isTaken)
  }

  /// Whether a name that the rules have accepted stays one.
  private func keeps(_ candidate: Candidate, _ other: ModelledName?, _ evidence: Evidence, _ thresholds: NameThresholds)
    -> Bool
  {
    let lane = candidate.label == .regulator ? 1 : 0
    var belief: Float = 1
    for unit in candidate.first..<candidate.end { belief = min(belief, evidence[unit][lane]) }
    guard let other else { return belief >= thresholds.keep }
    if other.label == candidate.label {
      return other.first == candidate.first && other.end == candidate.end || other.confidence < thresholds.extent
    }
    return belief >= thresholds.keep && other.confidence < thresholds.other
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
  private mutating func spread(_ evidence: Evidence, _ thresholds: NameThresholds, _ isTaken: inout [Bool]) {
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
        evidence[next].x >= thresholds.spread
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
    var lattice = model.field.lattice()
    var evidence = Evidence(repeating: .zero, count: units.count)
    withFeatures(model.classes) { segments, features in
      for segment in segments {
        lattice.removeAll()
        for position in segment { lattice.append(features.find(at: position)) }
        read(segment, &lattice, model, labels: chosen, &names, &evidence)
      }
    }
    return (names, evidence)
  }

  /// The names of one segment.
  private func read(
    _ segment: Range<Int>, _ lattice: inout ConditionalRandomField.Lattice, _ model: NameModel,
    labels chosen: Set<Label>,
    _ names: inout [ModelledName], _ evidence: inout Evidence
  ) {
    let labels = lattice.best()
    let isOwned = segment.contains { owner[$0] >= 0 }
    if !isOwned, labels.allSatisfy({ model.kinds[$0] == nil }) { return }
    // Of a stretch that names only what nobody asks for, probabilities are not needed.
    let isAsked = isOwned || labels.contains { label in model.kinds[label].map(chosen.contains) ?? false }
    let labelCount = model.field.labels.count
    let marginals = isAsked ? lattice.marginals() : []
    var first = segment.lowerBound
    var confidence: Float = 1
    for (offset, label) in labels.enumerated() {
      let position = segment.lowerBound + offset
      if isAsked {
        for other in model.companyLabels { evidence[position].x += marginals[offset * labelCount + other] }
        for other in model.regulatorLabels { evidence[position].y += marginals[offset * labelCount + other] }
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
}
