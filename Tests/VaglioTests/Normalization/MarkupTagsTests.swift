import Testing

@testable import Vaglio

struct MarkupTagsTests {
  @Test(arguments: [
    ("<strong>Tim</strong> cresce", "Tim cresce"), ("uno<br/>due<br>tre", "uno\ndue\ntre"),
    ("<p>Uno</p><p>due</p>", "Uno\n\ndue"),
    ("la <a href=\"/tim?a=1&b=2\" target=_blank>nota</a> di Tim", "la nota di Tim"),
    ("prima<!-- nota -->dopo", "primadopo"),
    ("testo <script>var a = 1 < 2;</script>fine", "testo fine"), ("<img src='a.png' alt=\"x\">Foto", "Foto"),
  ])
  func removed(_ input: String, _ expected: String) throws { try expectNormalized(input, expected) }

  @Test(arguments: [
    "a < b e c > d", "il tasto <Invio>", "<nome@posta.it>", "il tag \"<SPAN>\" e (<div>)", "x <y", "1 <2> 3", "<a",
    "se a<b>c",
  ])
  func untouched(_ text: String) throws { try expectNormalized(text, text) }
}
