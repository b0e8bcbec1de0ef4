"""What a file is called that the person gave no name: what it is, whose and when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from verbund_check.answers.assessment import Assessment
from verbund_check.guide.model import Guide
from verbund_check.policy.comparison import Side
from verbund_check.policy.report import Report
from verbund_check.text import fold, local_date

Kind = Literal["bericht", "vergleich", "tagesordnung", "fragebogen", "antworten", "eckpunkte"]

LONGEST = 60
"""How many characters each part of a name may have: mail programs and Windows paths cut long names."""

_SPELT = str.maketrans({"&": " und ", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "’": "", "'": ""})
_OTHER = re.compile(r"[^a-z0-9]+")


def file_stem(what: Kind, organisation: str = "", party: str = "", day: str = "") -> str:
    """Return the name of a file without its ending, in a–z, 0–9 and -: `bericht-muster-gmbh-betriebsrat-2026-11-25`.

    `organisation` and `party` are as a person reads them, `day` is a local day (ISO 8601); what is empty or has no letter
    that can be written so is left out.
    """
    return "-".join(filter(None, map(_plain, (what, organisation, party, day))))


def report_stem(of: Assessment | Report, guide: Guide) -> str:
    """Return the name of a report: of whom, and the local day on which it was finished, or begun where it is not."""
    party = guide.party(of.party) if of.party else ""
    moment = of.finished or of.started
    return file_stem("bericht", of.organisation, party, local_date(moment) if moment else "")


def pair_stem(what: Kind, sides: Sequence[Side], guide: Guide) -> str:
    """Return the name of what two assessments of one firm say together: of whom, and the local day of the later one.

    The party stands in it where both are of one.
    """
    parties = {side.party for side in sides}
    party = next(iter(parties)) if len(parties) == 1 else None
    days = [local_date(side.finished) for side in sides if side.finished]
    organisation = next((side.organisation for side in sides if side.organisation), "")
    return file_stem(what, organisation, guide.party(party) if party else "", max(days, default=""))


def _plain(text: str) -> str:
    """Return a part in the letters that every system and mail program takes, cut between two words where it is long."""
    letters = unicodedata.normalize("NFKD", fold(text).translate(_SPELT)).lower()
    plain = _OTHER.sub("-", "".join(each for each in letters if not unicodedata.combining(each))).strip("-")
    if len(plain) <= LONGEST:
        return plain
    return plain[:LONGEST] if "-" not in plain[:LONGEST] else plain[: LONGEST + 1].rpartition("-")[0]
