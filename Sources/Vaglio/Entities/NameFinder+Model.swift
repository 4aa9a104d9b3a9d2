/// What the model decides, with what rules and lists have found as one of its features.
extension NameFinder {
  /// A stretch that the model takes for a name.
  struct ModelledName {
    var first: Int
    var end: Int
    var label: Label
    var confidence: Float
  }

  private func modelledNames(_ model: NameModel) -> (names: [ModelledName], evidence: [SIMD2<Float>]) {
    var names: [ModelledName] = []
    var features = NameFeatures(self)
    var lattice = model.field.lattice()
    let labelCount = model.field.labels.count
    // How likely each unit is part of a firm's name, and of an authority's.
    var evidence = [SIMD2<Float>](repeating: .zero, count: units.count)
    for segment in segments(features.traits) {
      lattice.removeAll()
      for position in segment {
        features.find(at: position)
        features.keys.withUnsafeBufferPointer { lattice.append($0) }
      }
      let labels = lattice.best()
      if labels.allSatisfy({ model.kinds[$0] == nil }), segment.allSatisfy({ owner[$0] < 0 }) { continue }
      let marginals = lattice.marginals()
      for offset in 0..<segment.count {
        for (label, kind) in model.kinds.enumerated() {
          let marginal = marginals[offset * labelCount + label]
          if kind == .company { evidence[segment.lowerBound + offset].x += marginal }
          if kind == .regulator { evidence[segment.lowerBound + offset].y += marginal }
        }
      }
      var first = segment.lowerBound
      var confidence: Float = 1
      for (offset, label) in labels.enumerated() {
        let position = segment.lowerBound + offset
        let marginal = marginals[offset * labelCount + label]
        guard let kind = model.kinds[label] else { continue }
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

extension NameFinder {
  /// Replaces what the rules have accepted by what the model takes for names; names of given lists stay.
  mutating func decide(by model: NameModel) {
    let (names, evidence) = modelledNames(model)
    var isTaken = [Bool](repeating: false, count: units.count)
    let ruled = candidates.indices.filter {
      candidates[$0].isAccepted && !candidates[$0].isRejected && !candidates[$0].isShield
    }
    for number in ruled {
      let candidate = candidates[number]
      if isGiven(candidate) || keeps(candidate, names, evidence) {
        for unit in candidate.first..<candidate.end { isTaken[unit] = true }
      } else {
        candidates[number].isRejected = true
        candidates[number].isAccepted = false
      }
    }
    for name in names where !(name.first..<name.end).contains(where: { isTaken[$0] }) {
      if name.label == .company || name.label == .regulator, name.confidence < Experiment.new { continue }
      add(link(name))
    }
  }

  /// Whether a name that the rules have accepted stays one.
  private func keeps(_ candidate: Candidate, _ names: [ModelledName], _ evidence: [SIMD2<Float>]) -> Bool {
    let lane = candidate.label == .regulator ? 1 : 0
    let belief = (candidate.first..<candidate.end).map { evidence[$0][lane] }.min() ?? 0
    guard let other = names.first(where: { $0.first < candidate.end && candidate.first < $0.end }) else {
      return belief >= Experiment.keep
    }
    if other.label == candidate.label {
      return other.first == candidate.first && other.end == candidate.end || other.confidence < Experiment.extent
    }
    return belief >= Experiment.keep && other.confidence < Experiment.other
  }

  private func isGiven(_ candidate: Candidate) -> Bool {
    candidate.gazetteer >= 0 && isGiven[candidate.gazetteer]
  }

  /// The name as a candidate, with the entry that a list has for it.
  private func link(_ name: ModelledName) -> Candidate {
    var candidate = Candidate(first: name.first, end: name.end, label: name.label, confidence: name.confidence)
    candidate.hasLegalForm = isLegalForm(name.end - 1)
    return candidate
  }
}

import Glibc
enum Experiment {
  static func value(_ name: String, _ otherwise: Float) -> Float {
    guard let text = getenv(name) else { return otherwise }
    return Float(String(cString: text)) ?? otherwise
  }
  static let new = value("T_NEW", 0.7)
  static let keep = value("T_KEEP", 0.1)
  static let extent = value("T_EXTENT", 0.6)
  static let other = value("T_OTHER", 0.8)
}
