"""The small pieces of an HTML page: escaped texts, terms, what stands below them, links within the page."""

from __future__ import annotations

from html import escape

from msgspec import Struct

from verbund_check.documents import blocks as doc
from verbund_check.formats.common import parts_of
from verbund_check.text import lines_of, one_line


class Context(Struct, frozen=True):
    """What the blocks of one page share: the document's words, and the anchors that links may lead to."""

    words: doc.Words
    anchors: frozenset[str]


def line(text: str) -> str:
    """Return the text on one line, escaped."""
    return escape(one_line(text))


def lined(text: str) -> str:
    """Return the text escaped, its lines as lines."""
    return "<br>".join(map(escape, lines_of(text)))


def isolated(text: str) -> str:
    """Return a text that shares its line with others: one that reads from right to left must not turn those."""
    return f"<bdi>{line(text)}</bdi>"


def term(entry: doc.Entry) -> str:
    """Return the term of an entry with its label."""
    label = f' <span class="label">{line(entry.label)}</span>' if entry.label else ""
    return isolated(entry.term) + label


def below(entry: doc.Entry, tag: str, context: Context) -> str:
    """Return what stands below the term of an entry, each part in the `tag`: text, aside, remark, where to read on."""
    name = {"p": ' class="text"'}.get(tag, "")
    made = f"<{tag}{name}>{lined(entry.text)}</{tag}>" if entry.text else ""
    made += f'<{tag} class="aside">{lined(entry.aside)}</{tag}>' if entry.aside else ""
    made += f'<{tag} class="note">{lined(entry.note)}</{tag}>' if entry.note else ""
    return made + (f'<{tag} class="aside">{target(entry.see, context)}</{tag}>' if entry.see else "")


def target(see: doc.Target, context: Context) -> str:
    """Return a link to a place in the same page; the text alone where there is no such place."""
    return f'<a href="#{see.anchor}">{line(see.text)}</a>' if see.anchor in context.anchors else line(see.text)


def cell(content: doc.Cell, context: Context) -> str:
    """Return what stands in the cell of a table."""
    parts = parts_of(content)
    if isinstance(content, str):
        return lined(content)
    if parts == doc.Entry(parts.term, ""):
        return f"<strong>{lined(parts.term)}</strong>"
    head = f'<p class="term">{term(parts)}</p>' if parts.term or parts.label else ""
    # A text right behind its term may run in on paper; a blank keeps the two apart.
    return f"{head} {below(parts, 'p', context)}".strip()


def percents(widths: tuple[int, ...]) -> list[int]:
    """Return shares of a page in percent."""
    return [round(100 * width / sum(widths)) for width in widths]
