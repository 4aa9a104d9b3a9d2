"""Vaglio cleans scraped and OCR'd Italian text and tags the companies and regulators in it.

>>> import vaglio
>>> nlp = vaglio.Pipeline()
>>> document = nlp("Agcom e stata la prima; in base alia normativa")
>>> document.text
'Agcom è stata la prima; in base alla normativa'
>>> [(entity.label, entity.text, entity.entry) for entity in document.entities]
[('regulator', 'Agcom', 'agcom')]

Positions count code points, as Python's strings do: ``document.source[edit.start:edit.end]`` is what an edit replaced.
"""

from ._document import Document, Layer
from ._library import VaglioError, version
from ._pipeline import STAGES, Pipeline
from ._records import Cause, Edit, Entity, Line, Sentence, Token

__version__ = version()

__all__ = [
    "STAGES",
    "Cause",
    "Document",
    "Edit",
    "Entity",
    "Layer",
    "Line",
    "Pipeline",
    "Sentence",
    "Token",
    "VaglioError",
    "__version__",
]
