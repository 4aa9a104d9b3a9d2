import Testing

struct MarkedTextTests {
  @Test func marksAreRanges() {
    let marked: MarkedText = "è l'⟦Agcom|regulator⟧ e ⟦Tim|company⟧"
    #expect(marked.text == "è l'Agcom e Tim")
    #expect(marked.marks.map(\.range) == [5..<10, 13..<16])
    #expect(marked.marks.map(\.label) == ["regulator", "company"])
  }
}
