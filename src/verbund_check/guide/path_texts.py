"""The words of the guided path as data: frozen models of path.yaml."""

from __future__ import annotations

from verbund_check.guide.sections import Model


class PathSituation(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is stored, in one line."""

    nothing: str
    one: str
    several: str
    assessments_one: str
    assessments: str
    unfinished: str
    paper_one: str
    papers: str


class PathSteps(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The next steps, by what `policy.next_step` calls them."""

    begin: str
    go_on: str
    settle_on: str
    result: str
    other_side: str
    read_in: str
    compare: str
    compare_times: str
    settle: str
    report: str
    paper: str
    paper_on: str
    firms: str
    again: str


class PathAlways(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What can be had at any time."""

    new: str
    stored: str
    exchange: str
    compare: str
    paper: str
    guide: str
    manage: str
    leave: str


class PathBegin(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How much is to be answered."""

    question: str
    full: str
    quick: str


class PathStored(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What can be done with a saved assessment."""

    question: str
    what: str
    result: str
    go_on: str
    settle_on: str
    change: str
    report: str
    again: str
    rename: str
    delete: str


class PathResult(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """After a result was read."""

    title: str
    what: str


class PathExchange(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Handing the questionnaire on, and taking answers in."""

    question: str
    hand_on: str
    read_in: str
    answers: str
    party: str
    anybody: str
    kind: str
    form: str
    form_zip: str
    docx: str
    pdf: str
    html: str
    come_back: str
    on_paper: str
    firm: str
    other_firm: str


class PathFiles(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Reading answers in from a file."""

    question: str
    none: str
    found: str
    typed: str
    path: str
    path_help: str
    confirm: str
    facts: str
    take: str
    leave: str
    party: str
    party_help: str
    taken: str
    not_saved: str
    already: str


class PathCompare(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is compared, and what comes of it."""

    question: str
    sides: str
    times: str
    firms: str
    group: str
    first: str
    second: str
    what: str
    write: str
    agenda: str
    settle: str
    too_few: str
    unfinished: str
    names_differ: str
    is_one_firm: str
    one_firm: str
    two_firms: str
    too_few_group: str
    which: str
    which_help: str
    origin: str
    from_stored: str
    from_folder: str
    from_typed: str
    folder: str
    named: str
    anonymous: str
    how: str
    whose: str
    whose_help: str
    settled: str


class PathPaper(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The key-points paper."""

    question: str
    what: str
    ask: str
    write: str
    write_one: str
    blank: str


class PathGuide(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Reading the guide."""

    title: str
    question: str


class PathManage(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Renaming, deleting, showing the folder."""

    question: str
    rename: str
    rename_which: str
    delete: str
    delete_which: str
    folder: str
    folder_is: str
    name: str
    name_help: str
    renamed: str


class PathFormats(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The formats, by their names."""

    docx: str
    pdf: str
    html: str
    xlsx: str
    md: str
    json: str
    data: str
    csv: str
    jsonl: str


class PathWriting(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Writing a file: format, place, what is there already."""

    format: str
    formats: PathFormats
    remarks: str
    with_remarks: str
    without_remarks: str
    where: str
    documents: str
    here: str
    elsewhere: str
    folder: str
    folder_help: str
    no_folder: str
    exists: str
    exists_question: str
    replace: str
    beside: str
    written: str
    open: str
    open_yes: str
    open_no: str


class PathTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """path.yaml: the guided path, from the first screen to what is done with a result."""

    title: str
    after_title: str
    question: str
    after_question: str
    situation: PathSituation
    steps: PathSteps
    always: PathAlways
    back: str
    and_: str
    nothing_chosen: str
    nothing_stored: str
    begin: PathBegin
    stored: PathStored
    result: PathResult
    read_again: str
    exchange: PathExchange
    files: PathFiles
    compare: PathCompare
    paper: PathPaper
    guide: PathGuide
    manage: PathManage
    writing: PathWriting
    left: str
    goodbye: str
