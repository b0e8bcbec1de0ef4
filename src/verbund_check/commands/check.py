"""`check`: what is wrong in a content folder, all of it in one go."""

from __future__ import annotations

from pathlib import Path

from verbund_check.errors import ContentError
from verbund_check.files import is_folder, names_beside
from verbund_check.guide.loader import default_folder, read_guide
from verbund_check.terminal import streams
from verbund_check.text import shortened, suggestion


def run(folder: str | None) -> None:
    """Check a content folder: the faults are the result; ContentError, which counts them, where there are any."""
    path = Path(folder) if folder is not None else default_folder()
    if not is_folder(path):
        hint = suggestion(path.name, names_beside(path))
        raise ContentError(f"Den Inhaltsordner „{shortened(str(path), 120)}“ gibt es nicht.{hint}")
    guide, faults = read_guide(path, everything=True)
    if guide is None:
        count = "1 Fehler" if len(faults) == 1 else f"{len(faults)} Fehler"
        streams.write_data("".join(f"{fault}\n" for fault in faults))
        raise ContentError(f"{count} in „{shortened(str(path), 120)}“.", tuple(faults))
    streams.write_data(
        f"In Ordnung: {len(guide.sections)} Abschnitte, Version {guide.contents.version}, Prüfsumme {guide.digest[:12]}.\n"
    )
