/// The words that tell what a name near them is.
enum Vocabulary {
  struct Words: OptionSet {
    let rawValue: UInt32
    /// di, del, della, d' …
    static let genitive = Words(rawValue: 1 << 0)
    static let article = Words(rawValue: 1 << 1)
    static let preposition = Words(rawValue: 1 << 2)
    static let conjunction = Words(rawValue: 1 << 3)
    /// Nouns that a firm's name follows: società, gruppo, azioni, clienti.
    static let companyCue = Words(rawValue: 1 << 4)
    /// What firms do: acquista, quotata, licenzia.
    static let companyVerb = Words(rawValue: 1 << 5)
    static let regulatorCue = Words(rawValue: 1 << 6)
    static let street = Words(rawValue: 1 << 7)
    /// ministro, sottosegretario: the title is not the ministry.
    static let minister = Words(rawValue: 1 << 8)
    static let firstName = Words(rawValue: 1 << 9)
    /// S.p.A., Srl, GmbH.
    static let legalForm = Words(rawValue: 1 << 10)
    /// Words that may end a firm's name: Group, Holding, Italia.
    static let companyTail = Words(rawValue: 1 << 11)
    /// Words that start a firm's name: Banca, Edizioni, Acciaierie.
    static let companyHead = Words(rawValue: 1 << 12)
    /// Words that end one and tell it: Airlines, Motors, Pharma.
    static let companySuffix = Words(rawValue: 1 << 13)
    static let ministryHead = Words(rawValue: 1 << 14)
    static let authorityHead = Words(rawValue: 1 << 15)
    /// What a ministry or an authority is for: economia, salute, energia.
    static let remit = Words(rawValue: 1 << 16)
    static let nationality = Words(rawValue: 1 << 17)
    /// profilo, pagina, account: what follows is a place on the net.
    static let platformNoun = Words(rawValue: 1 << 18)
    /// la, della, alla, dell': what names of firms take, and surnames do not.
    static let firmArticle = Words(rawValue: 1 << 19)
    static let sport = Words(rawValue: 1 << 20)
    /// Capitalised words that are no part of a name: days, months, offices.
    static let commonCapital = Words(rawValue: 1 << 21)
    static let personTitle = Words(rawValue: 1 << 22)
    /// il, del, al: with a ministry's acronym.
    static let masculineArticle = Words(rawValue: 1 << 23)
    /// un, una.
    static let indefinite = Words(rawValue: 1 << 24)
    /// Nouns that say outright "a firm named": società, azienda, gruppo, startup.
    static let strongCue = Words(rawValue: 1 << 25)
    /// Adjectives that may stand between head and remit: nazionale, europea, garante.
    static let authorityAdjective = Words(rawValue: 1 << 26)
    static let place = Words(rawValue: 1 << 27)
    static let foreignPlace = Words(rawValue: 1 << 28)
    /// Fondazione, palazzo, trofeo: what follows names them, not the firm.
    static let otherHead = Words(rawValue: 1 << 29)
    /// What a firm has: ceo, azionisti, dipendenti, stabilimento.
    static let firmHolding = Words(rawValue: 1 << 30)
    /// Words of sport that have other uses too: gara, classifica.
    static let weakSport = Words(rawValue: 1 << 31)

    /// Words that join the parts of a name.
    static let links: Words = [.genitive, .article, .preposition, .conjunction, .indefinite]
  }

  static func words(_ hash: UInt64) -> Words { Words(rawValue: table[hash]) }

  static func hash(_ word: StaticString) -> UInt64 {
    var hash = NameScanner.seed
    word.withUTF8Buffer { bytes in
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return NameScanner.mix(hash)
  }

  private static let table: FlatTable = {
    var table = FlatTable(minimumCapacity: 2_000)
    for (words, list) in lists {
      list.withUTF8Buffer { bytes in
        var hash = NameScanner.seed
        var isEmpty = true
        for position in 0...bytes.count {
          let byte = position < bytes.count ? bytes[position] : 0x20
          if byte == 0x20 || byte == 0x0a {
            if !isEmpty { table.update(NameScanner.mix(hash)) { $0 |= words.rawValue } }
            hash = NameScanner.seed
            isEmpty = true
          } else {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            isEmpty = false
          }
        }
      }
    }
    return table
  }()

  /// Folded: lower case without accents.
  private static let lists: [(Words, StaticString)] = [
    (.genitive, "di del dello della dell dei degli delle d de"),
    (.article, "il lo la l i gli le the"),
    (.indefinite, "un uno una"),
    (
      .preposition,
      """
      a al allo alla all ai agli alle da dal dallo dalla dall dai dagli dalle in nel nello nella nell nei negli nelle su sul sullo sulla sull
      sui sugli sulle con per tra fra col verso contro presso secondo
      """
    ),
    (.conjunction, "e ed o od"),
    (.firmArticle, "la della alla dalla nella sulla dell all dall nell sull l"),
    (.masculineArticle, "il del al dal nel sul dello allo dallo lo l dell all dall"),
    (
      .strongCue,
      """
      societa azienda gruppo compagnia impresa ditta startup up multinazionale holding editrice controllata conglomerata colosso emittente catena
      cooperativa editore operatore gestore broker armatore etichetta produttore costruttore spagnola sussidiaria
      """
    ),
    (
      .firmHolding,
      """
      ceo delegato azioni azionisti azionista dipendenti operai stabilimento stabilimenti fatturato controllata sussidiaria filiale filiali
      """
    ),
    (
      .otherHead,
      """
      fondazione palazzo torre villa stadio trofeo coppa premio lodo teatro museo collezione famiglia fratelli parco salva decreto hotel albergo grand memorial circolo associazione
      ponte galleria dinastia eredi cavalier torneo forum arena
      """
    ),
    (
      .foreignPlace,
      """
      francia germania spagna russia cina giappone inghilterra svizzera austria belgio olanda portogallo grecia turchia polonia india brasile argentina messico canada australia israele
      egitto libia iran iraq siria ucraina mosca parigi londra berlino madrid pechino tokyo washington usa malesia kurdistan lima ankara teheran kabul baghdad cairo atene lisbona
      varsavia budapest vienna berna stoccolma oslo copenaghen helsinki dublino cuba venezuela colombia peru cile bolivia ecuador uruguay paraguay giordania libano
      tunisia algeria marocco sudan etiopia eritrea somalia kenya uganda ruanda congo nigeria ghana senegal angola mozambico zimbabwe sudafrica
      pakistan afghanistan bangladesh indonesia thailandia vietnam filippine corea taiwan singapore georgia armenia azerbaigian kazakistan bielorussia moldavia lettonia lituania estonia
      croazia slovenia serbia bosnia kosovo montenegro albania macedonia bulgaria romania ungheria slovacchia danimarca svezia norvegia finlandia islanda irlanda scozia malta cipro
      """
    ),
    (
      .companyCue,
      """
      societa azienda gruppo compagnia impresa ditta startup multinazionale holding editrice controllata conglomerata colosso emittente operatore operatori
      gestore gestori gigante fornitore fornitori banca banche catena casa marchio brand produttore concorrente rivale concorrenti rivali titolo titoli azione azioni
      azionisti azionista soci amministratore delegato ad ceo vertici dirigenti manager dipendenti lavoratori operai stabilimento stabilimenti fabbrica fabbriche sede clienti cliente
      abbonati abbonato utenti bolletta bollette tariffe offerta offerte promozione promozioni sim bond obbligazioni utile utili fatturato ricavi bilancio quota quote
      cda assemblea opa fusione acquisizione cessione vendita scalata azionariato ipo telefonia telecomunicazioni assicurazione assicurazioni polizza polizze
      aziende imprese societa gruppi quotata quotate big colossi compagnie telefonico telefonica telefonici elettrico energia rete fibra contratto contratti
      trimestre trimestrale semestre semestrale patron giacimento giacimenti idrocarburi elicotteri commessa commesse magazzino magazzini magazzinieri borsa saldi
      fattura fatture canone consulenza partecipata sindacati sciopero licenziamenti cassa esuberi negozi negozio supermercati supermercato filiale filiali sportello sportelli conto editore editrice etichetta broker produttore costruttore socio server app conti portale emittente
      """
    ),
    (
      .companyVerb,
      """
      annuncia lancia acquista compra vende cede assume licenzia multata multato sanzionata sanzionato condannata condannato quotata quotato guadagna
      perde sale scende chiude apre investe offre produce acquisisce acquisita acquisito controllata controllato controlla distribuisce fattura
      licenziato assunto assumera licenziera venduto vendera acquistato comprato comprera ceduto cedera lanciato lancera annunciato presentato investito investira
      chiuso chiudera aperto aprira consegnera consegnato lascera gestisce gestira fornisce fornira fabbrica fabbrichera multera sponsorizza vestira quotera
      rinnovato riacquistato rilevato rileva rilevera fallita fallito incassa incassato guadagnato perso fuse fuso patteggiato risarcira risarcito
      """
    ),
    (
      .regulatorCue,
      """
      autorita authority garante vigilanza regolatore regolatori delibera delibere istruttoria sanzione sanzioni multa multe multato multata sanzionato sanzionata presidente commissario
      commissari provvedimento parere ministero dicastero consiglio direttore tassi governatore relazione autorizzazione approvazione autorizzato ok via libera
      denuncia esposto ricorso indagine verifica segnalazione vigila indaga approva autorizza
      """
    ),
    (
      .street,
      "via viale piazza piazzale corso largo vicolo lungotevere lungomare strada contrada rione quartiere fermata stazione frazione localita vico calle borgo p.zza"
    ),
    (
      .minister,
      "ministro ministra ministri viceministro viceministra sottosegretario sottosegretaria sottosegretari segretario segretaria minister ministre"
    ),
    (.legalForm, "arl spa srl srls snc sas sapa scarl scrl scpa inc ltd llc plc gmbh corp coop sca rl"),
    (
      .companyTail,
      """
      group gruppo holding holdings italia italy italiana europe europa international corporation company corp inc ltd spa srl enterprises worldwide usa uk
      france deutschland espana global
      """
    ),
    (
      .companyHead,
      """
      edizioni editrice acciaierie cantieri assicurazioni autolinee pastificio salumificio lanificio maglificio calzaturificio cementificio zuccherificio panificio fonderie fonderia
      calcestruzzi serramenti latterie maglieria ferramenta biscottificio tipografia cartiera cartiere vetreria vetrerie ceramiche ceramica mobilificio oleificio caseificio autotrasporti
      lavanderie lavanderia arredamenti tessitura filatura conceria concerie distilleria distillerie carrozzeria autocarrozzeria cooperativa salumi officine autonoleggi birrificio torrefazione
      trafilerie metallurgica elettromeccanica confezioni termocamini onoranze conserve ittica editoriale industrie
      """
    ),
    (
      .companySuffix,
      """
      airlines airways motors pharma pharmaceuticals pharmaceutical records entertainment pictures technologies systems semiconductors bancorp capital
      partners petroleum communications sim sgr sicav impianti lines sports brokers productions savings ratings direct serramenti renewables mobility consulting solutions cosmetics
      calcestruzzi air robotics biotech therapeutics import film associates resorts crypto costruzioni autotrasporti industries electronics laboratories aerospace foods brewing steel logistics assicurazioni costruzioni editore editori
      edizioni studios interactive networks bank insurance oil motor automotive shipping energia costruzioni immobiliare elettronica trasporti
      """
    ),
    (.ministryHead, "ministero dicastero"),
    (.authorityHead, "autorita authority garante"),
    (
      .authorityAdjective,
      "nazionale europea europeo garante federale regionale indipendente italiana italiano bancaria antitrust centrale"
    ),
    (
      .remit,
      """
      economia finanze tesoro bilancio sviluppo economico economica salute sanita lavoro welfare politiche sociali interno interni esteri affari giustizia grazia difesa infrastrutture
      trasporti navigazione ambiente tutela territorio mare transizione ecologica energetica sicurezza energia agricoltura agricole alimentari forestali foreste sovranita alimentare istruzione pubblica merito
      universita ricerca cultura culturali beni attivita turismo spettacolo sport giovani imprese made industria commercio artigianato estero poste telecomunicazioni comunicazioni
      lavori pubblici partecipazioni statali marina mercantile programmazione famiglia disabilita sud innovazione tecnologica digitale amministrazione funzione
      previdenza internazionale concorrenza mercato mercati garanzie gas elettrica reti regolazione anticorruzione privacy dati protezione personali
      informazione finanziaria banche assicurazioni borsa contratti trasparenza opportunita pari produttive mobilita sostenibili sostenibile
      petrolio finanza guerra regionali minoranze rapporti parlamento riforme semplificazione colonie ambientali alimentazione territori federali aree urbane foreste montagna pesca mezzogiorno coesione autonomie urbanistica idrica nucleare polizia sanitaria medicinali stampa pianificazione immigrazione interior cooperazione civile aviazione farmaco risorse minerarie scienza educazione
      entrate dogane monopoli tecnologia clima idrico acqua idrici rifiuti infanzia adolescenza vita scioperi detenuti radiodiffusione editoria
      """
    ),
    (
      .nationality,
      """
      italiano italiana europeo europea americano americana statunitense francese tedesco tedesca inglese britannico britannica spagnolo spagnola russo russa cinese
      giapponese indiano indiana turco turca greco greca austriaco austriaca svizzero svizzera belga olandese danese svedese norvegese finlandese polacco polacca ungherese
      rumeno rumena bulgaro bulgara ceco ceca slovacco slovacca sloveno slovena croato croata serbo serba albanese ucraino ucraina bielorusso israeliano israeliana
      palestinese egiziano egiziana libico libica tunisino tunisina algerino algerina marocchino marocchina sudafricano sudafricana nigeriano nigeriana keniano keniana keniota etiope somalo somala ugandese ruandese ghanese senegalese congolese camerunense angolano sudanese eritreo eritrea iraniano iraniana iracheno irachena siriano siriana
      libanese giordano giordana saudita emiratino qatariota kuwaitiano yemenita afghano afghana pakistano pakistana bengalese thailandese vietnamita indonesiano indonesiana malese filippino filippina
      coreano coreana sudcoreano sudcoreana nordcoreano nordcoreana australiano australiana neozelandese canadese messicano messicana brasiliano brasiliana argentino argentina cileno cilena peruviano peruviana venezuelano venezuelana colombiano
      colombiana cubano cubana boliviano boliviana ecuadoriano haitiano portoghese irlandese scozzese islandese maltese cipriota lituano lituana lettone estone georgiano georgiana armeno armena azero kazako kazaka
      usa ue francesi ellenico ellenica elvetico elvetica iberico transalpino teutonico vaticano federale ottomano sovietico sovietica jugoslavo hongkonghese taiwanese singaporiano
      """
    ),
    (
      .platformNoun,
      """
      profilo profili pagina pagine account post canale canali bacheca sito diretta dirette story stories followers follower gruppo chat app tweet evento hashtag tag video messaggio
      messaggi utente live feed amici amicizia like condividi condividere seguici network social dentro utilizzare usare usando proprio inserzioni inserzione
      """
    ),
    (
      .sport,
      """
      gp pilota piloti scudetto giocatore allenatore campionato motogp motomondiale scuderia scuderie pole podio podi ciclista ciclismo calcio rugby basket volley
      qualifiche qualifica superbike sorpasso campo derby gol squadra tappa
      """
    ),
    (
      .weakSport,
      """
      gara gare partita giro mondiale mondiali team coppa serie classifica corsa box circuito stadio tour pista giri formula
      """
    ),
    (
      .commonCapital,
      """
      lunedi martedi mercoledi giovedi venerdi sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
      presidente signor signora il la lo gli le un una nel nella nei non per con da dal dalla dai che chi ma se e ed anche ieri oggi domani dopo prima secondo in
      su collegio direttore tribunale amministratore sede copyright fonte foto come quando dove foundation protezione forze unione repubblica paese ferrovia comune regione provincia lega confindustria stato camera senato governo parlamento universita fondazione chiesa perche
      mentre titoli titolo azioni sale cda volo tv vendite conti acquisti secondo intanto anche soltanto solo invece inoltre infatti perfino pure forse tra fra sulle sulla cosa ecco poi ora mai questo questa quello quella al alla ai del della dei ad a di l d si sono ha hanno era
      """
    ),
    (
      .personTitle,
      """
      signor signora signorina dottor dottoressa avvocato professor professoressa ingegner onorevole senatore senatrice ministro ministra presidente don san santa santo sant
      onorevole coniugi monsignor suor padre papa re regina buon principe principessa conte contessa duca marchese sir lord lady cardinale generale colonnello capitano attore attrice cantante regista scrittore
      pilota calciatore allenatore fratelli mister miss
      """
    ),
    (
      .firstName,
      """
      giuseppe giovanni antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo michele giorgio aldo sergio luciano
      luca marco andrea alessandro stefano roberto matteo davide simone fabio claudio massimo maurizio daniele enrico riccardo federico lorenzo giacomo nicola alberto gianni
      alessio filippo emanuele gabriele raffaele tommaso edoardo diego cristian christian gianluca gianfranco giancarlo pierluigi ugo umberto vittorio silvio romano renato piero
      gino guido elio ennio ezio fausto ferdinando flavio fulvio gaetano gennaro guglielmo ignazio ivan jacopo leo leopoldo livio manuel marcello marino mauro mirko nino oscar
      ottavio patrizio rocco rodolfo ruggero samuele saverio tullio valerio walter corrado dario danilo cesare beppe arturo attilio adriano achille agostino alfonso alfredo armando
      maria anna giulia giuseppina angela rosa giovanna teresa lucia carmela caterina francesca antonietta carla elena concetta rita margherita franca paola laura chiara
      silvia alessandra federica valentina martina sara simona cristina elisa barbara monica roberta stefania daniela giorgia ilaria elisabetta patrizia emma sofia alice beatrice camilla
      claudia cinzia donatella emanuela eva gabriella ilary irene isabella letizia lidia livia loredana luisa manuela marina marta mara michela milena miriam nadia nicoletta
      ornella raffaella rosanna sabrina serena sonia susanna tiziana vanessa veronica virginia vittoria viviana
      john james robert michael william david richard charles joseph thomas christopher daniel matthew anthony mark donald steven paul andrew george kenneth joshua kevin brian
      edward ronald timothy jason jeffrey jeff ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel frank gregory raymond alexander patrick jack
      dennis jerry henry peter douglas adam nathan walter harold kyle carl arthur roger keith jeremy terry lawrence sean albert joe ethan austin jesse bill bob tony mike steve tom
      tim jim elon barack hillary bernie nancy mary patricia jennifer linda elizabeth susan jessica sarah karen lisa betty margaret sandra ashley emily kimberly donna michelle
      jean jacques pierre francois nicolas emmanuel marie louis philippe michel alain hans jurgen klaus wolfgang gerhard angela ursula helmut gunther karl heinz friedrich wilhelm
      jose juan carlos luis pedro miguel fernando jorge pablo rafael hugo alejandro javier manuel santiago vladimir dmitri sergej ivan boris aleksandr mikhail nikolaj igor
      megan harrison paris
      """
    ),
    (
      .place,
      """
      roma milano napoli torino palermo genova bologna firenze bari catania venezia verona messina padova trieste brescia parma taranto prato modena reggio perugia livorno ravenna cagliari foggia
      rimini salerno ferrara sassari latina monza siracusa pescara bergamo forli trento vicenza terni bolzano novara piacenza ancona andria arezzo udine cesena lecce pesaro barletta
      alessandria pisa italia francia germania spagna europa america asia africa russia cina giappone londra parigi berlino madrid bruxelles mosca pechino tokyo washington
      sicilia sardegna lombardia veneto piemonte liguria toscana umbria marche lazio abruzzo molise campania puglia basilicata calabria como varese pavia lodi cremona mantova lecco sondrio
      siena lucca pistoia grosseto viterbo rieti frosinone caserta benevento avellino potenza matera cosenza catanzaro crotone trapani agrigento enna ragusa nuoro oristano savona imperia
      cuneo asti biella vercelli aosta belluno treviso rovigo gorizia pordenone macerata fermo teramo chieti isernia campobasso
      usa stati uniti inghilterra svizzera austria belgio olanda portogallo grecia turchia polonia india brasile argentina messico canada australia israele egitto libia iran iraq siria ucraina
      """
    ),
  ]
}
