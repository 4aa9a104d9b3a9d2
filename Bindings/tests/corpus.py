"""Texts that are the same on each run: sentences of the examples, damaged at random from a seed."""

from __future__ import annotations

import random
import re
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "Examples" / "texts"

_NAMES = (
    "Agcom Consob Enel Tim Iliad Vodafone Fastweb Terna Snam Ivass Eni Rossi_Arredi_S.r.l. Banca_d'Italia "
    "Poste_Italiane Intesa_Sanpaolo Garante_privacy Commissione_europea Ministero_dell'Economia"
).split()

_DAMAGE = (
    ("à", "a'"), ("è", "e'"), ("é", "è"), ("è", "Ã¨"), ("à", "Ã\xa0"), ("à", "&agrave;"), (" ", "  "), (" ", "\xa0"),
    ("lla", "lia"), ("m", "rn"), ("c", "e"), (".", " ."), ("ffi", "\ufb03"), ("e", "e\u0301"), (" di ", " di\n"),
)  # fmt: skip

_HOSTILE = (
    "", " ", "\n\n", "\x00", "a\x00b", "\ud800", "x\udfff\ud83d", "\U0001f600" * 3, "e" + "\u0301" * 40, "." * 300,
    "a" * 5_000, "พระมหากษัตริย์ Enel 東京電力", "\r\n\r\n", "«" * 50, "'" * 50, "\ufeffAgcom", "Agcom\u200b e stata",
)  # fmt: skip


def texts(count: int) -> list[str]:
    chance = random.Random(20_261)
    sentences = [
        sentence
        for path in sorted(EXAMPLES.glob("*.txt"))
        for sentence in re.split(r"(?<=[.!?;])\s+|\n", path.read_bytes().decode(errors="replace"))
        if sentence
    ]
    return [_text(chance, sentences, number) for number in range(count)]


def _text(chance: random.Random, sentences: list[str], number: int) -> str:
    if number % 97 == 13:
        return _HOSTILE[number // 97 % len(_HOSTILE)]
    chosen = chance.choices(sentences, k=chance.choice((1, 1, 2, 2, 3, 6)))
    if chance.random() < 0.3:
        name = chance.choice(_NAMES).replace("_", " ")
        chosen.append(f"{name} e stata la numero {number} a comunicare i dati.")
    text = chance.choice((" ", " ", "\n", "\n\n")).join(chosen)
    for _ in range(chance.choice((0, 0, 1, 3))):
        whole, damaged = chance.choice(_DAMAGE)
        text = text.replace(whole, damaged, chance.randrange(1, 4))
    return text
