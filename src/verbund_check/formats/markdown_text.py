"""Escaping for Markdown: a text stays exactly the text it is, and ordinary German stays readable."""

from __future__ import annotations

import re

from verbund_check.text import lines_of, one_line

# What may open or close markup anywhere in a line. A full stop, a hyphen or a bracket of a sentence may not.
_ANYWHERE = re.compile(
    r"[\\`*\[\]<|~$]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is no markup
    r"|&(?=#?\w{1,32};)"  # only what would be read as a character reference
    r"|(?<=www)\.(?=\S)"  # GFM makes links of bare addresses
    r"|(?<=http):(?=//)|(?<=https):(?=//)|(?<=ftp):(?=//)",
    re.IGNORECASE,
)
# GitHub and others look for names, issues and addresses in the text that is left when all markup is read, where no
# backslash stands any more: an element of its own keeps the sign apart from what follows.
_MENTION = re.compile(r"(@(?=\w)|#(?=\d)|(?<=\bGH)-(?=\d))", re.IGNORECASE)
# What would open a block at the start of a line: heading, quotation, list, rule, underline of a heading.
_AT_START = re.compile(r"(?=[#>+=:-])")
_NUMBER_AT_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def inline(text: str) -> str:
    """Return the text as one line of Markdown, safe in a heading, a table cell or between other text."""
    return _escape(one_line(text))


def flow(text: str, indent: str = "") -> str:
    """Return the text as a paragraph, its newlines as hard line breaks, following lines behind `indent`."""
    return f"\\\n{indent}".join(_escape_start(_escape(line)) for line in lines_of(text))


def cell(text: str) -> str:
    """Return the text for a table cell, its newlines as `<br>`."""
    return "<br>".join(map(_escape, lines_of(text)))


def heading(text: str, level: int) -> str:
    """Return the text as a heading; an empty one as nothing, which would else be a bare `#`."""
    words = inline(text)
    # Number signs at the end of a heading would be taken for its closing sequence.
    words = re.sub(r"(?<!\S)(#+)$", lambda match: "\\#" * len(match[1]), words)
    return f"{'#' * level} {words}" if words else ""


def strong(text: str) -> str:
    """Return the text in bold; only where it stands at the start of a line or behind a blank."""
    return _marked("**", text)


def emphasis(text: str) -> str:
    """Return the text in italics; only where it stands at the start of a line or behind a blank."""
    return _marked("*", text)


def _marked(mark: str, text: str) -> str:
    # Next to a blank of any kind, a no-break space too, asterisks would stay asterisks.
    words = _escape(one_line(text).strip())
    return f"{mark}{words}{mark}" if words else ""


def link(title: str, url: str) -> str:
    """Return a link with the title as its text; `url` must be one that `is_web` accepts."""
    safe = re.sub(r"[\\`|]", lambda match: f"%{ord(match[0]):02X}", url).replace("&", "&amp;")
    return f"[{inline(title) or inline(url)}](<{safe}>)"


def _escape(line: str) -> str:
    return _MENTION.sub(r"<span>\1</span>", _ANYWHERE.sub(lambda match: "\\" + match[0], line))


def _escape_start(line: str) -> str:
    line = _NUMBER_AT_START.sub(r"\1\\\2", line)
    return "\\" + line if _AT_START.match(line) else line
