// The body of `cbytes_scan`, for a processor: SCAN is its name, TARGET the attributes that it needs, and
// LOOKUP(table, indices) the 64 bytes that stand in a table of 16 at the places that 64 others say.

TARGET void SCAN(const uint8_t *bytes, size_t count, uint64_t lettersBefore, cbytes_block *blocks) {
  for (size_t index = 0; index < count; index++, bytes += 64) {
    vector block, behind;
    memcpy(&block, bytes, sizeof block);
    memcpy(&behind, bytes - 1, sizeof behind);
    const uint64_t before = kinds[bytes[-1]];
    const uint64_t after = kinds[bytes[64]];
#define BEHIND(mask, kind) ((mask) << 1 | ((before & (kind)) != 0))
#define AHEAD_OF(mask, kind) ((mask) >> 1 | (uint64_t)((after & (kind)) != 0) << 63)

    const uint64_t letters = BITS(((block | 0x20) - (uint8_t)'a') < (vector)26);
    const uint64_t blanks = BITS(block == (vector)' ');
    const uint64_t lineFeeds = BITS(block == (vector)'\n');
    const uint64_t highs = BITS(block >= (vector)0x80);
    const uint64_t hyphens = BITS(block == (vector)'-');
    const uint64_t apostrophes = BITS(block == (vector)'\'');
    const vector classes = LOOKUP(class_of_low, block & 15) & LOOKUP(class_of_high, block >> 4);
    const uint64_t closing = BITS((classes & closing_classes) != (vector)0);
    const uint64_t opening = BITS((classes & opening_classes) != (vector)0);
    const uint64_t others = BITS(((classes & other_classes) != (vector)0) | (block < (vector)0x20) | (block == (vector)0x7F));

    const uint64_t behindBlank = BEHIND(blanks, blank);
    const uint64_t aheadOfBlank = AHEAD_OF(blanks, blank);
    const uint64_t aheadOfLetter = AHEAD_OF(letters, letter);
    const uint64_t behindWord = BEHIND(letters | highs, letter | high);
    uint64_t places = others & ~lineFeeds;
    places |= behindBlank & (blanks | lineFeeds | closing | apostrophes);
    places |= aheadOfBlank & (lineFeeds | opening);
    places |= lineFeeds & AHEAD_OF(lineFeeds, line_feed);
    places |= behindWord & ((closing & (aheadOfLetter | AHEAD_OF(highs, high))) | (opening & ~aheadOfLetter) | hyphens);

    const uint64_t behindThree = (letters << 1 | lettersBefore >> 63) & (letters << 2 | lettersBefore >> 62)
        & (letters << 3 | lettersBefore >> 61);
    // `E'un`: an e alone with an apostrophe between it and a letter.
    places |= apostrophes & aheadOfLetter & ~(letters << 2 | lettersBefore >> 62)
        & BITS((behind | 0x20) == (vector)'e');
    // By their last five bits, which are all that tells letters apart.
    const vector last = (block & 16) != (vector)0 ? LOOKUP(last_of_high, block & 15) : LOOKUP(last_of_low, block & 15);
    const vector previous =
        (behind & 16) != (vector)0 ? LOOKUP(previous_of_high, behind & 15) : LOOKUP(previous_of_low, behind & 15);
    const uint64_t endings = BITS((last & previous) != (vector)0);

    if (highs != 0) {
      const uint64_t leads = BITS((block & 0xE0) == (vector)0xC0);
      const uint64_t continuations = BITS((block & 0xC0) == (vector)0x80);
      const uint64_t latin = BITS(block == (vector)0xC3);
      const uint64_t graves = BITS(
          (block == (vector)0xA0) | (block == (vector)0xAC) | (block == (vector)0xB2) | (block == (vector)0xB9));
      const uint64_t graveEs = BITS((block & 0xDF) == (vector)0x88);
      const uint64_t behindLead = leads << 1 | ((bytes[-1] & 0xE0) == 0xC0);
      const uint64_t behindFour = behindThree & (letters << 4 | lettersBefore >> 60);
      const uint64_t right = latin
          & ((AHEAD_OF(graves, grave_vowel) & behindFour) | (AHEAD_OF(graveEs, grave_e) & ~behindWord));
      places |= highs & ~right & ~(continuations & behindLead);
    }

    blocks[index].letters = letters;
    // What the block before ended with is known to be a letter only.
    blocks[index].wordEnds = ~letters & behindThree & (endings << 1 | 1);
    blocks[index].places = places;
    lettersBefore = letters;
  }
}

#undef BEHIND
#undef AHEAD_OF
#undef SCAN
#undef TARGET
#undef LOOKUP
