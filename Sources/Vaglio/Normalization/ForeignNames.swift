/// Names of people, places and firms that Italian texts write with letters of other languages: what a lost letter may have
/// been where no Italian word fits.
enum ForeignNames {
  static func contains(_ scalars: [UInt32]) -> Bool {
    guard scalars.count >= 3 else { return false }
    return names.contains(String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar(latinLowercase($0)) })))
  }

  /// Common knowledge, from Spanish, Portuguese, French, German and the languages of the North and East.
  private static let names: Set<String> = Set(
    """
    adrián agnès aimé álamo álvarez álvaro anaïs andré andrée andrés ángel ángela angélica antónio araújo aragón \
    araucanía arsène asunción ávila aznárez azevêdo bárbara barberá béatrice béla beltrán benítez benoît bermúdez \
    besançon björk björn bogotá bolívar böll boël brönte bündchen bundestäg cádiz calderón cáceres camões cañete cárdenas \
    cécile céline cerén cervélo césar cézanne champs-élysées chávez chloé citroën clément colón concepción córdoba cortés \
    corrêa crédit cristóbal cuéllar curaçao debré défense delacroix dembélé desirée díaz diógenes domínguez dürer \
    düsseldorf dvořák échos édith édouard élysée élysées émile émilie eriksén erdoğan espérance estébanez étienne eugène \
    eugénie félix ferré fernández fórmula föhn françois françoise frédéric freÿ führer fundación gábor galápagos garcía \
    garçon gaël générale geneviève gerárd germán gómez göteborg göring göteborgs gödel göttingen gonçalves gonzález \
    grönholm große gutiérrez günter günther guzmán häkkinen händel héctor heinäluoma hélène hermès hernán hernández \
    hervé hübner ibáñez ibrahimović inés íñigo irène isère iván jérémie jérôme jesús jiménez jörg jørgen joão joaquín \
    joël josé júlio junípero jürgen källström kärnten karadžić kimi köhler köln königsberg kövér krüger küng lászló lemaître \
    león leïla limón löw löwe logroño lópez l'oréal loïc lucía luís lübeck lüneburg lumière magalhães málaga malmö \
    maría marín márquez martín martínez mário mathéo mátyás máxima médecins medellín méliès ménez méndez mérida michèle \
    milošević mölgg moët moín molière mónica montréal móstoles möller müller münchen münster muñoz nadège nájera nestlé \
    néstor nicolás niño noël noël noémie núñez óscar österreich oréal orléans öster ötzi palomäki paraná paré pâtisserie \
    peña pérez perón piñera plüschow poincaré pokémon prévert pyrénées québec querétaro rafaël ramírez ramón raphaël raúl \
    réaumur rémy renée rené répubblique ríos rocío rodríguez rubén röntgen rössler rüdiger sáenz salomé sánchez santarém \
    sarközy säpo schäuble schönberg schröder schrödinger schüssel sébastien señor señora séguéla setúbal siân société \
    sofía sögel söhne søren sørensen são solvejg süddeutsche suárez sündermann székely talmácsi tánger thérèse thaïs \
    théâtre tomás tóth túpac türk tübingen unión universität uría valdés valérie vázquez véronique vélez verónica víctor \
    völkischer wałęsa währing wörner würth würzburg yáñez zoë zürich zúñiga
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
