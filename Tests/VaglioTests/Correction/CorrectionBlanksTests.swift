import Testing

@testable import Vaglio

@Suite("Blanks that were lost at a mark")
struct CorrectionBlanksTests {
  let corrector = Corrector()

  @Test(
    "a full stop where no sentence can end nor begin was a blank",
    arguments: [
      ("Lo ha scritto il.corrispondente da Parigi.", "Lo ha scritto il corrispondente da Parigi."),
      ("Hanno steso la fibra.che serve al paese.", "Hanno steso la fibra che serve al paese."),
      ("Passano sotto la:strada provinciale.", "Passano sotto la strada provinciale."),
    ])
  func stopsForBlanks(read: String, printed: String) {
    #expect(corrector.corrected(read) == printed)
  }

  @Test(
    "a number glued to a word on a noisy page",
    arguments: [
      ("Fu eretta nel1895 e poi abbattuta.", "Fu eretta nel 1895 e poi abbattuta."),
      ("Il 7giugno la statua cadde.", "Il 7 giugno la statua cadde."),
      ("Cadde in acqua 212in tutto.", "Cadde in acqua 212 in tutto."),
      ("La sala10mila e il 3a classe.", "La sala10mila e il 3a classe."),
    ])
  func numbers(read: String, printed: String) {
    let noise = NoisyPage.rest
    #expect(corrector.corrected(read + noise).hasPrefix(printed), "\(corrector.corrected(read + noise))")
    #expect(corrector.corrected(read) == read)
  }

  @Test("two dates glued to words bear each other out")
  func dates() {
    #expect(
      corrector.corrected("Fu eretta nel1895 e cadde il 7giugno a Roma.")
        == "Fu eretta nel 1895 e cadde il 7 giugno a Roma.")
  }

  @Test("the article of many before a word of many, on any page")
  func articleOfMany() {
    #expect(corrector.corrected("Ecco come spendono imiliardi che ricevono.").contains("spendono i miliardi che"))
    #expect(corrector.corrected("Come inumeri più importanti.").contains("i numeri più"))
    for text in ["Vide gli iracheni e gli ittiti.", "I bambini giocano.", "Gli idrocarburi e gli iloti."] {
      #expect(corrector.corrected(text) == text)
    }
  }

  @Test(
    "two words that texts have together, one of them small, and no word",
    arguments: [
      ("Nei paesidi tutto il mondo si vota.", "Nei paesi di tutto il mondo si vota."),
      ("Gli oggettiin vendita sono pochi.", "Gli oggetti in vendita sono pochi."),
    ])
  func gluedWords(read: String, printed: String) { #expect(corrector.corrected(read) == printed) }

  @Test(
    "words of few lists stay",
    arguments: [
      "Crede nella nonviolenza e nella nonviolenta protesta.", "Lo si compra al difuori dell'Unione.",
      "Si sono uniti i varii popoli e le acquee distese.", "Erano tuttalpiù ragazzi.",
      "Cerca di divincolarsi dalla presa.",
    ])
  func rareWords(_ text: String) { #expect(corrector.corrected(text) == text) }

  @Test("a blank in a time, on a misread page with other times")
  func times() {
    let noise = NoisyPage.rest
    #expect(corrector.corrected("Alle 1:34 di ieri (3: 34 ora italiana) partì." + noise).contains("(3:34 ora"))
    #expect(corrector.corrected("Nel girone 3: 34 squadre in gara." + noise).contains("3: 34 squadre"))
    #expect(
      corrector.corrected(
        "Alle 1:34 di ieri sono partiti tutti quelli del secondo gruppo e quelli del girone 3: 34 atleti in tutto, e molti altri."
      ).contains("3: 34 atleti"))
  }

  @Test(
    "blanks in numbers, on any page",
    arguments: [
      ("Lo dice la legge 820/ 71, non altro.", "Lo dice la legge 820/71, non altro."),
      ("Si vedano gli artt. 6, 7,8 e 16 della legge.", "Si vedano gli artt. 6, 7, 8 e 16 della legge."),
      ("Valgono l'art. 7,8, 31 e il resto.", "Valgono l'art. 7, 8, 31 e il resto."),
    ])
  func numbersOfLaws(read: String, printed: String) { #expect(corrector.corrected(read) == printed) }

  @Test(
    "fractions and ratios stay",
    arguments: [
      "Cresce di 6, 7,8 e 9 punti.", "Erano 3/ 4 persone.", "Il 7,8 per cento.", "La strada statale E45 è chiusa.",
    ])
  func fractionsStay(_ text: String) {
    #expect(corrector.corrected(text) == text)
    #expect(corrector.corrected(text + NoisyPage.rest).hasPrefix(text))
  }

  @Test(
    "names of files, hosts and fields stay",
    arguments: [
      "Il sito la.strada.it e il campo il.nome.tabella sono suoi.", "Scrivete a info@la.strada.it oggi.",
      "Il valore di prova.testo è nullo.", "Sono le 12.30, p.es. alle 9.15.", "Il file casa.con è vuoto.",
      "Il rapporto 1:10 e la nota:vedi sotto.",
    ])
  func namesStay(_ text: String) { #expect(corrector.corrected(text) == text) }
}
