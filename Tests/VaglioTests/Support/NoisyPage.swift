/// Sentences as a machine misread them: behind a text they make it a part of a noisy page.
enum NoisyPage {
  static let rest =
    " ll tribuna1e ha decìso la questi0ne; la soc1età ha prescntato la richicsta aIla fìne dei lav0ri."
}
