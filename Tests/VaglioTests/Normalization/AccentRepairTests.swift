import Testing

struct AccentRepairTests {
  @Test(arguments: [
    ("perche' non risponde", "perché non risponde"), ("la citta' e la societa’", "la città e la società"),
    ("E' stata, E’ vero", "È stata, È vero"), ("c'e' un limite", "c'è un limite"),
    ("CITTA' DI TORINO", "CITTÀ DI TORINO"), ("E' brava, e' così", "È brava, è così"), ("E' l'estate", "È l'estate"),
    ("E' non solo vero", "È non solo vero"),
    ("puo` darsi", "può darsi"), ("partiro' lunedi'", "partirò lunedì"),
    ("dell´Autorità, l′azienda", "dell'Autorità, l'azienda"),
    ("l'interoperabilita' dei dati", "l'interoperabilità dei dati"),
    ("E'un governo strano, e'il solo", "È un governo strano, è il solo"),
    ("non e’stato (e'vero)", "non è stato (è vero)"),
    ("il caso e‘ grave, gia‘ la citta‘ lo sa", "il caso è grave, già la città lo sa"),
  ])
  func apostrophes(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test(arguments: [
    ("perchè e affinchè", "perché e affinché"), ("un pò di sale", "un po' di sale"),
    ("qual'è il punto, qual'era", "qual è il punto, qual era"),
    ("nè questo nè quello", "né questo né quello"), ("si é deciso", "si è deciso"), ("cosí e piú", "così e più"),
    ("caffé", "caffè"), ("quì stò", "qui sto"), ("PERCHÈ", "PERCHÉ"), ("trentatrè", "trentatré"),
  ])
  func wrongAccents(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test(arguments: [
    "un po' di sale", "di' la verità", "fa' presto", "va' via", "sta' attento", "da' retta", "be', vedremo",
    "gli anni '90",
    "la classe ’37", "dell’azienda", "tutt'altro", "vent'anni", "'Ndrangheta", "ca' Foscari",
    "la mia 'casa' e la tua 'meta'",
    "ha detto ‘così’ e ‘citta’", "una ‘così‘ e ‘più‘ bella", "una casa‘ di legno", "il ‘No‘ di ieri", "José e André",
    "là e lì, sé stesso, dà ragione",
    "il Papa, papà, metà, meta, però, pero",
    "e'l mondo e'n terra", "e'non rispose", "la note d'e'stato", "più spesso e' si guariva", "credevi ch'e' volesse",
    "e' non rispose", "e' vollero un memoriale",
    "Insomma e' nacque un garbuglio", "insomma e' partì presto",
    "ed e' l'abbracciarono", "ma e' fu notte", "E' cominciava a parlare", "e' m'annunzia",
    "l'accento acuto (é)", "rock 'n' roll", "O'Neill", "né l'uno né l'altro", "d'", "'", "’’",
  ])
  func untouched(_ text: String) throws { try expectNormalized(text, text) }
}
