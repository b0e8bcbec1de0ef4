"""The words that several documents share as data: frozen models of documents.yaml."""

from __future__ import annotations

from verbund_check.guide.sections import Model


class DocumentKinds(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What each document is called in its footer and its file's properties."""

    report: str
    comparison: str
    agenda: str
    questionnaire: str
    key_points: str
    guide: str


class LinkWords(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a link leads to."""

    file: str
    guide: str
    web: str


class EffectWords(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an answer means, as the sign says it."""

    hinders: str
    partly: str
    unsure: str
    helps: str


class SectionTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words around the guide's own in a section; `own` marks what is this project's, `own_note` does so behind a title."""

    own: str
    own_note: str
    fear: str
    reply: str
    success: str
    risks: str
    contents: str
    how_to_open: str


class DocumentTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """documents.yaml: footer, signs and references; `page` and `count` are templates."""

    kinds: DocumentKinds
    page: str
    count: str
    remark: str
    links: LinkWords
    effects: EffectWords
    legend: str
    key: str
    appendix: str
    appendix_lead: str
    read_on: str
    made_with: str
    missing: str
    content_version: str
    content_mark: str
    section: SectionTexts
