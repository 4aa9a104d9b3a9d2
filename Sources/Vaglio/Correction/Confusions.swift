/// What optical character recognition reads for what: how a printed stretch comes out wrong, and how rarely.
///
/// The cost is the negative natural logarithm of about how often the printed stretch is read so on a bad page: 1.3 for a
/// final `à` that lost its accent, 5 for an `l` read as `i`, 9 for what happens once in 10,000 letters.
struct Confusions: Sendable {
  struct Confusion: Sendable {
    let read: [UInt8]
    let printed: [UInt8]
    let cost: Double
    /// Only at the end of a word, where Italian has its accents.
    let isFinal: Bool
    /// Only at the start of a word: what an elided article is read as.
    let isInitial: Bool
  }

  /// By the first byte of what was read.
  let byFirstByte: [[Confusion]]

  static let standard = Confusions(lines: table, finalLines: finalTable, initialLines: initialTable)

  /// The costs of what has no line: another letter, a letter too many, a letter lost, a blank lost.
  static let substitution = 10.0
  static let insertion = 9.5
  static let deletion = 9.5
  static let lostBlank = 6.5
  static let extraBlank = 6.5
  static let lineEndHyphen = 0.7

  /// `read printed:cost …` a line.
  private init(lines: String, finalLines: String, initialLines: String) {
    var table = [[Confusion]](repeating: [], count: 256)
    func add(_ lines: String, isFinal: Bool = false, isInitial: Bool = false) {
      for line in lines.split(separator: "\n") {
        let fields = line.split(separator: " ")
        guard let read = fields.first else { continue }
        for field in fields.dropFirst() {
          let parts = field.split(separator: ":")
          guard let printed = parts.first, let cost = parts.last.flatMap({ Double($0) }), let first = read.utf8.first
          else { continue }
          table[Int(first)].append(
            Confusion(
              read: Array(read.utf8), printed: printed == "_" ? [] : Array(printed.utf8), cost: cost, isFinal: isFinal,
              isInitial: isInitial))
        }
      }
    }
    add(lines)
    add(finalLines, isFinal: true)
    add(initialLines, isInitial: true)
    byFirstByte = table
  }

  private static let initialTable = """
    f l':5
    v l':5
    p l':5.5
    e l':7
    i l':6
    [ l':4.5
    } l':5
    { l':5
    | l':4.5
    """

  private static let finalTable = """
    a à:1.5
    é à:2.9 è:1.7 ò:4.3 ì:5 ù:5
    é€ è:3.5
    él à:4.3
    d à:4.7 ò:3.5
    fi à:5
    á à:2
    e è:3.2 é:2.8
    e' è:4
    v è:6
    c è:6
    i ì:1.7
    o ò:2.3
    b ò:3.3
    u ù:2.6
    t ù:3.3
    l ù:3.6
    tt ù:4
    ü ù:2
    ö ò:2
    ä à:2
    ã à:3
    â à:3
    ê è:3
    ë è:3
    í ì:2
    î ì:3
    ï ì:3
    ó ò:2
    ô ò:3
    ú ù:2
    û ù:3
    """

  /// `ﬁ` costs nothing: no keyboard writes it.
  private static let table = """
    ﬁ fi:0
    ﬂ fl:0
    ﬀ ff:0
    ﬃ ffi:0
    ﬄ ffl:0
    i l:5 t:6.8 n:8.5 u:7.8 a:8.5 r:8.5 f:6 ':6.5 _:7.3
    li ll:4.2 h:6 n:8
    il ll:4.5 u:8
    ii ll:5.5 u:6.5 n:7
    iii m:7
    l i:7.7 t:6.5 f:5.6 r:8
    1 l:3 i:4.5 t:6
    0 o:2.5
    5 s:3.5
    9 g:5 q:6
    6 é:5 è:5 b:6 o:6
    8 a:6 B:6 s:6
    4 a:7
    3 a:7
    7 t:7
    e c:6.7 o:6.6 a:8.4 s:8 è:6
    o e:6.6 a:7 c:8 d:8.5 u:7.6
    c e:6.6 o:8 t:8
    a o:7 u:7.6 e:9 n:8.7 à:7
    u a:6.9 o:7.6 n:8.5 ii:8 li:8.5 il:8.5
    n u:8.5 ri:8 m:7.3 o:8.6 a:8.7 h:8.5 r:8
    m rn:7.5 nn:8.5 in:8 ni:8 n:8 nt:8.5 ra:9
    rn m:5.5
    ni m:6.1 rn:8
    in m:7.1
    tn m:7
    nn m:8 rm:8 m:8
    mn mm:6
    ri n:7.5 d:9
    t l:6.5 f:5.5 i:7.7 r:8 c:8
    f t:7 l:6.6 r:8
    r t:8 n:8.5 i:8 f:8
    h b:6.5 ti:7.5 ll:8 n:8 li:7 a:8.3
    b h:6 d:8.5 lo:9
    d cl:8 a:8.5
    cl d:6
    el d:7.5
    ol d:8
    w vv:2
    vv w:4 v:6
    vw vv:4 v:6
    wv vv:4 v:6
    y v:7 r:8
    v y:8 r:9 n:9
    g q:7 s:9
    q g:5.8
    s a:9 e:8.5
    z s:9 r:9
    k h:8 lc:7 r:7
    x s:9
    j i:7 l:7.5
    î i:5 ì:5 t:6
    ï i:5
    í i:5
    ì i:6.5 l:7
    è e:6 é:5
    é e:6
    à a:6.5
    á a:5
    â a:5
    ä a:5
    ò o:6.5
    ó o:5
    ô o:5
    ö o:5
    ù u:6.5
    ú u:5
    ü u:5
    ñ n:5
    ç c:5
    ï i:5
    | l:2.5 i:3.5
    ! l:3 i:4
    ] l:3 i:4
    [ t:3.5 l:4 f:5
    ( c:5 l:6
    ) l:6
    { l:5 f:6
    } l:5
    _ _:6.5 a:5 l:5 u:5.5 o:6 i:6.5 t:5.5 f:6 r:6.5 n:6.5 p:6.5 d:6.5 ff:5 tt:5 fi:6 à:6 rr:7
    € e:4
    @ a:5 o:5 e:5
    ¢ e:4 c:4
    £ f:5
    $ s:4
    & è:5
    ¡ i:4
    ' _:4
    ’ _:4
    ‘ _:4
    " _:4.5
    “ _:4.5
    ” _:4.5
    * _:4.5
    ~ _:4
    . _:5
    , _:5.5
    : _:5.5
    ; _:6
    · _:4
    ^ _:4
    ` _:4
    """
}
