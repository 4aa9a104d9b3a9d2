"""What the layers of a document hold. The types of the fields are in `_records.pyi`."""

from collections import namedtuple


def _record(name, fields, doc):
    record = namedtuple(name, fields, module="vaglio")
    record.__doc__ = doc
    return record


Cause = _record(
    "Cause", "stage rule confidence", "A reason for a change: a stage, its rule and how sure it is, from 0 to 1."
)

Edit = _record(
    "Edit",
    "start end from_ to stage rule confidence text_start text_end causes",
    """A change of the source, or one that was only thought of.

    ``start`` and ``end`` are code points of the source, ``text_start`` and ``text_end`` of the clean text. ``causes``
    says why, in the order in which the stages made the change; ``stage`` and ``rule`` are those of the last,
    ``confidence`` that of the least sure.
    """,
)

Line = _record(
    "Line",
    "start end line keep kind score",
    "A line of the source: content, or furniture of the page that was dropped. ``line`` counts from 0.",
)

Sentence = _record(
    "Sentence",
    "start end text text_start text_end",
    "``start`` and ``end`` are code points of the source; ``text`` is the sentence as the clean text has it.",
)

Token = _record(
    "Token",
    "start end text stem kind text_start text_end",
    """A word, a number, a sign. ``stem`` is empty when the stage ``stem`` did not run.

    ``kind`` is ``word``, ``number``, ``punctuation``, ``symbol``, ``url`` or ``email``.
    """,
)

Entity = _record(
    "Entity",
    "start end label text entry name kind key confidence text_start text_end",
    """A name: what it names, and the canonical entity that it stands for when a lexicon has it.

    ``entry``, ``name`` and ``kind`` are None for a name that no lexicon holds. ``key`` is the folded name of a firm that no
    lexicon holds, by which its mentions can be counted.
    """,
)
