"""The comparison of two assessments as a document: two parties of one firm, or one firm at two times."""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.documents import blocks as doc
from verbund_check.documents.comparison import title_of
from verbund_check.documents.labels import words_of
from verbund_check.documents.pair_view import NAMED_AT_MOST, PairView
from verbund_check.guide.comparison_texts import AgreedTexts
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Value
from verbund_check.policy.compare_pair import Pair, PairComparison

Parts = tuple[tuple[str, tuple[str, ...]], ...]
"""Headings with the questions that stand below them."""


def pair_document(comparison: PairComparison, pair: Pair, guide: Guide, *, on_screen: bool = False) -> doc.Document:
    """Return the comparison of two parties or of two times; `pair` in the order of the comparison."""
    view, texts = PairView(comparison, pair, guide), guide.comparison
    parties = comparison.kind == "parties"
    differing = _two_sides(view) if parties else _over_time(view)
    agreed = texts.agreed if parties else texts.time.unchanged
    open_ = (*view.agreed("hinders"), *view.agreed("partly"), *view.agreed("unsure"))
    to_read = (*(id for _, ids in differing for id in ids), *view.agreed("hinders")) if parties else ()
    reading, appendix = view.reading({id: title_of(id, guide) for id in to_read}, ", ".join, on_screen=on_screen)
    blocks = (
        *view.to_know(),
        *(view.all_alike() if parties else _unmoved(view)),
        *_table((*differing, (agreed.open, open_)), agreed, view),
        *(() if parties else _measures(view)),
        *view.choices(),
        *((doc.Paragraph(texts.parties.hint, "quiet"),) if parties and on_screen else ()),
        *reading,
        *appendix,
    )
    return doc.Document(
        _headline(view) if parties else _time_headline(view),
        blocks,
        view.subtitle(),
        view.about(guide.documents.kinds.comparison),
        words_of(guide.documents),
        dense=True,
    )


def _headline(view: PairView) -> str:
    """How much both answered alike, and what is opposite: the result in one line, which is no praise."""
    comparison, texts = view.comparison, view.guide.comparison.parties
    (same, of), strong = (comparison.agreement.same, comparison.agreement.of), _strong(view)
    named = view.listed([title_of(id, view.guide) for id in strong[:NAMED_AT_MOST]])
    if not of:
        return texts.headline_none
    if strong:
        template = texts.headline_many if len(strong) > NAMED_AT_MOST else texts.headline_few
        return template.format(same=same, of=of, count=len(strong), points=named)
    return (texts.headline if same == of else texts.headline_near).format(same=same, of=of)


def _time_headline(view: PairView) -> str:
    """How much has moved, and what has become worse."""
    (_, better), (_, worse), *_ = _over_time(view)
    agreement, texts = view.comparison.agreement, view.guide.comparison.time
    named = view.listed([title_of(id, view.guide) for id in worse[:NAMED_AT_MOST]])
    if not agreement.of:
        return texts.headline_none
    if worse:
        template = texts.headline_worse_many if len(worse) > NAMED_AT_MOST else texts.headline_worse_few
        return template.format(better=len(better), of=agreement.of, worse=len(worse), points=named)
    if better:
        return texts.headline_better.format(better=len(better), of=agreement.of)
    return texts.headline.format(same=agreement.same, of=agreement.of)


def _strong(view: PairView) -> tuple[str, ...]:
    return tuple(split.id for split in view.comparison.splits if Value.PARTLY not in split.values)


def _two_sides(view: PairView) -> Parts:
    comparison, texts = view.comparison, view.guide.comparison.parties
    weak = tuple(split.id for split in comparison.splits if Value.PARTLY in split.values)
    one_sided = tuple(split.id for split in comparison.one_sided)
    return (texts.strong, _strong(view)), (texts.weak, weak), (texts.one_sided, one_sided)


def _over_time(view: PairView) -> Parts:
    """What has moved; better and worse are said of definite answers alone, for to know less is neither."""
    comparison, texts = view.comparison, view.guide.comparison.time
    known = tuple(split.id for split in comparison.one_sided if split.values[0] == Value.UNSURE)
    return (
        (texts.better, tuple(split.id for split in comparison.splits if split.id in comparison.better)),
        (texts.worse, tuple(split.id for split in comparison.splits if split.id in comparison.worse)),
        (texts.known, known),
        (texts.unknown, tuple(split.id for split in comparison.one_sided if split.id not in known)),
    )


def _unmoved(view: PairView) -> Iterator[doc.Block]:
    agreement = view.comparison.agreement
    if agreement.same == agreement.of:
        texts = view.guide.comparison
        alike = agreement.of and not view.comparison.changed
        yield doc.Paragraph(texts.time.none if alike else texts.parties.too_different, "lead")


def _table(parts: Parts, agreed: AgreedTexts, view: PairView) -> Iterator[doc.Block]:
    """Everything that both answered, each question once: what helps in one line, but for what was remarked on it."""
    guide = view.guide
    helping = view.agreed("helps")
    told = tuple(id for id in helping if view.notes(id) or view.then(id))
    rest = [title_of(id, guide) for id in helping if id not in told]
    made = [view.verdicts()]
    for title, ids in parts:
        if ids:
            rows = tuple(view.row(id, text=view.then(id)) for id in ids)
            made.append(doc.RatingPart(view.part(title, len(ids)), rows))
    if told:
        rows = tuple(view.row(id, text=view.then(id)) for id in told)
        made.append(doc.RatingPart(view.part(agreed.helps, len(helping)), rows))
    if apart := view.not_comparable():
        rows = tuple(view.row(id, text=view.sentences(id)) for id in apart)
        made.append(doc.RatingPart(view.part(guide.comparison.changed_title, len(apart)), rows))
    yield doc.Ratings(tuple(made), view.words.topic, view.labels, legend=guide.documents.legend)
    if rest:
        title = view.part(agreed.helps_others if told else agreed.helps, len(rest))
        yield doc.Fields(((title, ", ".join(rest)),))


def _measures(view: PairView) -> Iterator[doc.Block]:
    """Which measures are gone, new or left; to find out what is not known is none."""
    comparison, texts = view.comparison, view.guide.comparison.time
    unsure = [{id for id, value in each.values().items() if value == Value.UNSURE} for each in view.pair]
    before = [id for id in (*comparison.done, *comparison.remaining) if id not in unsure[0]]
    after = [id for id in (*comparison.remaining, *comparison.new) if id not in unsure[1]]
    lists = (
        (texts.done, [id for id in before if id in comparison.done]),
        (texts.new, [id for id in after if id not in before]),
        (texts.remaining, [id for id in after if id in before]),
    )
    entries = tuple(
        doc.Entry(view.part(title, len(ids)), ", ".join(title_of(id, view.guide) for id in ids))
        for title, ids in lists
        if ids
    )
    if entries:
        yield doc.Entries(entries)
