"""The whole content in one object: sections, questions, factors and the words around them."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from verbund_check.guide.sections import Branch, Contents, Factor, Fear, Judged, ReadinessQuestion, Reason, Section
from verbund_check.guide.texts import ComparisonTexts, InterviewTexts, PaperTexts, VerdictTexts


class Guide(Struct, frozen=True, kw_only=True, eq=False):
    """The whole content, checked, with the digest of its files.

    Two guides are the same only if they are one object, so that what is derived from a guide can be cached by it.
    """

    contents: Contents
    digest: str
    sections: dict[str, Section]
    reasons: tuple[Reason, ...]
    readiness: tuple[ReadinessQuestion, ...]
    success: tuple[Factor, ...]
    risks: tuple[Factor, ...]
    fears: tuple[Fear, ...]
    branches: tuple[Branch, ...]
    verdict: VerdictTexts
    interview: InterviewTexts
    comparison: ComparisonTexts
    paper: PaperTexts

    def judged(self, id: str) -> Judged | None:
        """Return the readiness question or factor with this ID, None where there is none."""
        return _judged_by_id(self).get(id)

    def reading(self, key: str) -> str:
        """Return title and name of the section `key`, for whoever reads on there."""
        entry = next(entry for entry in self.contents.sections if entry.key == key)
        return f"{entry.title} ({entry.name})"

    def title_of(self, key: str) -> str:
        """Return the title of the section `key`."""
        return next(entry.title for entry in self.contents.sections if entry.key == key)


@lru_cache(maxsize=8)
def _judged_by_id(guide: Guide) -> dict[str, Judged]:
    return {item.id: item for item in (*guide.readiness, *guide.success, *guide.risks)}
