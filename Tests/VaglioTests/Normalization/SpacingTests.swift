import Testing

struct SpacingTests {
  @Test(arguments: [
    ("molti , troppi", "molti, troppi"), ("davvero ?", "davvero?"), ("due  spazi   di troppo", "due spazi di troppo"),
    ("( tra parentesi )", "(tra parentesi)"), ("« virgolette »", "«virgolette»"), ("“ virgolette ”", "“virgolette”"),
    ("disse : «Il nostro Paese ».", "disse: «Il nostro Paese»."), ("( uno) e “due ”", "(uno) e “due”"),
    ("l' azienda dell’ Autorità", "l'azienda dell’Autorità"),
    ("  rientro\nfine  \n\n\n\ndopo", "rientro\nfine\n\ndopo"), ("come l’Asia . Per ora", "come l’Asia. Per ora"),
    ("le regole dell 'azienda", "le regole dell'azienda"), ("«l ’altro lato", "«l’altro lato"),
    ("dell ‘arte e dell‘uomo", "dell’arte e dell’uomo"),
    ("un 'opera d 'arte", "un'opera d'arte"), ("all 'inizio\ne 'dopo'", "all'inizio\ne 'dopo'"),
  ])
  func repaired(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test(arguments: [
    "alle 10:30 di lunedì", "www.agcom.it", "S.p.A. e S.r.l.", "la piattaforma .NET", "ciao :)", "- [ ] da fare",
    "e così ... poi",
    "disse ”ciao” e via", "un po' e basta", "costa 5 .50 euro", "3 : 2", "di' a lui",
    "il posto . dei docenti", "con !'indicazione", "la fine. . Poi", "altri . : e poi",
    "la visita « per la prima volta", "intervenuta una » pattuglia", "disse “ che no", "uno ) due",
    "in atto . ‘da tutti", "un lungomare . _ ricco", "in particolare . «sono quelle", "disse un ‘addio’ e via",
    "1/ due", "disse un 'addio' e via",
    "negli anni '80", "la 'ndrangheta", "dell '80 per cento", "ha un 'ampio spazio' lì",
  ])
  func untouched(_ text: String) throws { try expectNormalized(text, text) }
}
