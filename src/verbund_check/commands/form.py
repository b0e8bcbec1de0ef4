"""`form`: the questionnaire as one HTML file for whoever has not got the program."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from verbund_check.commands.deliver import deliver_file
from verbund_check.commands.start import typed_name, typed_party, typed_stage
from verbund_check.documents.filename import file_stem
from verbund_check.errors import InputError
from verbund_check.files import is_folder
from verbund_check.form.page import form_page
from verbund_check.guide.form_texts import BrowserTexts
from verbund_check.guide.loader import default_folder, load_guide, load_words
from verbund_check.terminal import streams
from verbund_check.text import local_today, shortened

PAGE, ZIP = ".html", ".zip"
ENDINGS = (PAGE, ".htm", ZIP)


class Wishes(Struct, frozen=True, kw_only=True):
    """The options of `form` as they were typed."""

    name: str | None = None
    party: str | None = None
    stage: str | None = None
    quick: bool = False
    output: str | None = None
    force: bool = False
    zipped: bool = False
    tells: bool = True
    """Whether what comes next is said, as one goes on with commands."""


def run(wishes: Wishes) -> Path | None:
    """Write the form, say where it is and what to do with it, and return the file; None where it went to standard output.

    Raises InputError where an option means nothing or the file may not be written, StorageError where writing fails.
    """
    folder = default_folder()
    guide = load_guide(folder)
    words: BrowserTexts = load_words(folder, "form")
    organisation = typed_name(wishes.name) if wishes.name is not None else None
    party = typed_party(wishes.party, guide) if wishes.party is not None else None
    stage = typed_stage(wishes.stage, guide) if wishes.stage is not None else None
    stem = file_stem("fragebogen", organisation or "", guide.party(party) if party else "", local_today())
    path = None if wishes.output == "-" else _path(wishes.output, f"{stem}{ZIP if wishes.zipped else PAGE}")
    page = form_page(
        guide,
        words,
        "quick" if wishes.quick else "full",
        organisation=organisation or None,
        party=party,
        stage=stage,
    )
    if path is None:
        streams.write_pieces([page], is_text=True)
        return None
    is_zip = path.suffix.lower() == ZIP
    deliver_file(path, _zipped(page, f"{stem}{PAGE}") if is_zip else page, replace=wishes.force)
    if wishes.tells:
        streams.tell(_next_steps(words, is_zip=is_zip))
    return path


def _path(output: str | None, name: str) -> Path:
    """The whole path of the file, which is called `name` where the person gives it none; InputError where what was typed is no name for one."""
    if output is None:
        return _whole(Path(name))
    shown = shortened(output, 120)
    if not output or "\0" in output:
        raise InputError(f"„{shown}“ ist kein Dateiname.")
    if is_folder(output):
        return _whole(Path(output) / name)
    if output.endswith(tuple(filter(None, (os.sep, os.altsep)))):
        raise InputError(f"Den Ordner „{shown}“ gibt es nicht; bitte legen Sie ihn zuerst an.")
    ending = Path(output).suffix
    if ending and ending.lower() not in ENDINGS:
        raise InputError(
            f"Zur Endung „{shortened(ending)}“ gibt es hier kein Format. Möglich sind: {', '.join(ENDINGS)}."
        )
    return _whole(Path(output))


def _whole(path: Path) -> Path:
    try:
        return path.absolute()
    except OSError:  # the present folder is gone: writing says so
        return path


def _zipped(page: bytes, name: str) -> bytes:
    """The page in a ZIP file, the same bytes for the same page."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        entry = ZipInfo(name)  # with the oldest date that there is, and not the present one
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = 3  # else it would say on which system it was made
        entry.external_attr = 0o644 << 16
        file.writestr(entry, page)
    return packed.getvalue()


def _next_steps(words: BrowserTexts, *, is_zip: bool) -> str:
    told = words.told
    return "\n".join((told.open, told.unzip if is_zip else told.zip, told.read))
