"""The shared library, and the functions of vaglio.h as ctypes calls them."""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes import POINTER, c_char_p, c_int, c_size_t, c_uint32, c_void_p

TYPE_CHECKING = False  # typing itself takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any

ABI_VERSION = 0x0001_0001

_Error = POINTER(c_void_p)
_Size = POINTER(c_size_t)


class VaglioError(ValueError):
    """A pipeline cannot be made as asked: the message says what is wrong, where, and what to do.

    ``kind`` is ``"option"``, ``"pipeline"`` or ``"lexicon"``; ``"length"`` when a text is longer than 2 GiB.
    """

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(message)
        self.kind = kind

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (str(self), self.kind)


class Option(ctypes.Structure):
    """``vaglio_option``."""

    _fields_ = [("name", c_char_p), ("value", c_char_p)]


def _path() -> str:
    named = os.environ.get("VAGLIO_LIBRARY")
    if named:
        return named
    shipped = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libvaglio.so")
    # Without one in the package: the one that `make install` put where the system looks.
    return shipped if os.path.exists(shipped) else "libvaglio.so.0"


try:
    # Its calls let other threads run: for what takes long.
    library = ctypes.CDLL(_path())
except OSError as error:
    raise ImportError(
        f"the library of Vaglio cannot be loaded: {error}; install the wheel, or name the library in VAGLIO_LIBRARY"
    ) from error
# Its calls do not, which is cheaper: for what takes less than a microsecond.
quick = ctypes.PyDLL(library._name, handle=library._handle)


def _declare(library: ctypes.CDLL, name: str, result: object, *arguments: object) -> Any:
    function = getattr(library, name)
    function.restype = result
    function.argtypes = arguments
    return function


abi_version = _declare(quick, "vaglio_abi_version", c_uint32)
if abi_version() >> 16 != ABI_VERSION >> 16 or abi_version() < ABI_VERSION:
    raise ImportError(
        f"{library._name} has version {abi_version():#x} of the interface, and this package needs {ABI_VERSION:#x}: "
        "install both from the same release"
    )

_version = _declare(quick, "vaglio_version", c_char_p)

error_get_code = _declare(quick, "vaglio_error_get_code", c_int, c_void_p)
error_message = _declare(quick, "vaglio_error_message", c_char_p, c_void_p)
error_free = _declare(quick, "vaglio_error_free", None, c_void_p)

pipeline_new = _declare(library, "vaglio_pipeline_new", c_void_p, c_char_p, POINTER(Option), c_size_t, _Error)
pipeline_free = _declare(quick, "vaglio_pipeline_free", None, c_void_p)

process = _declare(library, "vaglio_process", c_void_p, c_void_p, c_char_p, c_size_t, _Error)
process_all = _declare(
    library, "vaglio_process_all", None, c_void_p, c_size_t, POINTER(c_char_p), _Size, POINTER(c_void_p)
)
annotate_arrow = _declare(
    library, "vaglio_annotate_arrow", c_int, c_void_p, c_char_p, c_void_p, c_void_p, c_void_p, c_void_p, _Error
)
document_free = _declare(quick, "vaglio_document_free", None, c_void_p)

# Bytes and arrays of a document: an address, and how many of them.
document_text = _declare(quick, "vaglio_document_text", c_void_p, c_void_p, _Size)
document_json = _declare(library, "vaglio_document_json", c_void_p, c_void_p, _Size)
document_strings = _declare(quick, "vaglio_document_strings", c_void_p, c_void_p, _Size)
document_stems = _declare(quick, "vaglio_document_stems", c_void_p, c_void_p, _Size)
document_edits = _declare(quick, "vaglio_document_edits", c_void_p, c_void_p, _Size)
document_suggestions = _declare(quick, "vaglio_document_suggestions", c_void_p, c_void_p, _Size)
document_causes = _declare(quick, "vaglio_document_causes", c_void_p, c_void_p, _Size)
document_lines = _declare(quick, "vaglio_document_lines", c_void_p, c_void_p, _Size)
document_sentences = _declare(quick, "vaglio_document_sentences", c_void_p, c_void_p, _Size)
document_tokens = _declare(quick, "vaglio_document_tokens", c_void_p, c_void_p, _Size)
document_entities = _declare(quick, "vaglio_document_entities", c_void_p, c_void_p, _Size)

_KINDS = {1: "option", 2: "pipeline", 3: "lexicon", 4: "length"}
BYTE_ORDER = "<" if sys.byteorder == "little" else ">"


def raise_error(error: c_void_p) -> None:
    """Raises the error and frees it."""
    try:
        raise VaglioError(error_message(error).decode(), _KINDS.get(error_get_code(error), "option"))
    finally:
        error_free(error)


def version() -> str:
    """The version of the library, such as ``0.1.0``."""
    name: bytes = _version()
    return name.decode()
