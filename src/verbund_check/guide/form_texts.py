"""The words of the questionnaire for the browser as data: frozen models of form.yaml.

What is said in the interview too comes from `texts`.
"""

from __future__ import annotations

from verbund_check.guide.sections import Model


class ButtonTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands on buttons and on what can be unfolded."""

    begin: str
    next: str
    back: str
    leave_open: str
    overview: str
    help: str
    remark: str
    save: str
    load: str
    print: str
    copy: str
    discard: str
    discard_really: str
    cancel: str


class OverviewTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the review says beside the answers."""

    all_answered: str
    still_open: str
    marked: str
    halfway: str
    remark: str


class SavingTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What became of saving, and how to copy the text where it is blocked."""

    saved: str
    blocked: str
    too_big: str
    copy_title: str
    copy_explanation: str
    copied: str
    not_copied: str


class LoadingTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose answers a file holds, and what is wrong with one that cannot be taken."""

    title: str
    facts: str
    question: str
    yes: str
    no: str
    replaces: str
    unreadable: str
    not_ours: str
    other_content: str


class DiscardTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    question: str
    done: str


class ToldTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the command says once it has written the form: how to hand it on, and what comes back."""

    open: str
    zip: str
    unzip: str
    read: str


class BrowserTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """form.yaml: the words of the form that the interview does not have."""

    title: str
    welcome: str
    welcome_quick: str
    private: str
    kept: str
    not_kept: str
    no_script: str
    party_help: str
    unsure_help: str
    buttons: ButtonTexts
    several: str
    choose_one: str
    choose_setup: str
    choose_several: str
    other_missing: str
    too_long: str
    review: OverviewTexts
    saving: SavingTexts
    loading: LoadingTexts
    discard: DiscardTexts
    other_window: str
    date: str
    told: ToldTexts
