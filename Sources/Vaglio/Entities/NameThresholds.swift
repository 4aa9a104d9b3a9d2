/// How sure the model has to be, chosen on texts held back from training: a false name costs more than a missed one.
package struct NameThresholds: Sendable {
  /// For a name of several words that no rule has found.
  package var several: Float = 0.9
  /// For one of a single word, of which less is seen.
  package var single: Float = 0.96
  /// For one that a list has and no rule has accepted: a form that is also a word.
  package var listed: Float = 0.5
  /// For one of a series with others that are sure.
  package var series: Float = 0.5
  /// For a name that a rule has found: below it, the rule was wrong here.
  package var keep: Float = 0.02
  /// For another extent than the rule's.
  package var extent: Float = 0.4
  /// For something else than what the rule says.
  package var other: Float = 0.8
  /// For another mention of what is a firm elsewhere in the text.
  package var spread: Float = 0.5

  package init() {}
}
