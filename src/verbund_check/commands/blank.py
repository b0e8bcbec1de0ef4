"""`assess --blank`: the questionnaire on paper."""

from __future__ import annotations

import sys

from verbund_check.commands.assess import Wishes, typed_stage
from verbund_check.commands.deliver import document_format, write_document
from verbund_check.documents.questionnaire import questionnaire_document
from verbund_check.errors import InputError
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.terminal import streams
from verbund_check.text import clean_line


def run(wishes: Wishes, form: str | None, output: str | None, *, force: bool) -> None:
    """Show or write the blank questionnaire for the stage and scope that were asked for."""
    if wishes.id or wishes.resume or wishes.answers is not None or wishes.as_json:
        raise InputError(
            "--blank ist der leere Fragebogen; er geht nicht zusammen mit einer Kennung, --resume, --answers oder --json."
        )
    guide = load_guide(default_folder())
    stage = typed_stage(wishes.stage, guide) if wishes.stage else "planned"
    name = clean_line(wishes.name or "", 10_000)
    document = questionnaire_document(guide, stage, "quick" if wishes.quick else "full", name)
    if form is None and output is None and streams.is_terminal(sys.stdout):
        streams.show(document)
    else:
        write_document(document, document_format(form, output), output, force=force, stem="fragebogen")
