"""What a history is held to: policy and calendar of a revision that it cannot alter, and now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from okrctl.audit.history import Identity
from okrctl.findings import Finding, Severity
from okrctl.load.settings.names import names_of
from okrctl.model.cadence_words import Duration, parse_duration
from okrctl.model.calendar import Calendars
from okrctl.model.policy import ReviewPolicy
from okrctl.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Side:
    """What okrctl.yaml says at one commit."""

    settings: Settings
    calendars: Calendars


@dataclass(frozen=True)
class Terms:
    """The policy that judges, which names are known, and the instant of the audit.

    `base` is the anchor's, or the head's own where there is no anchor. People are known under
    every e-mail that any version of okrctl.yaml gave them: `versions` are all of those.
    """

    base: Side
    head: Side
    now: datetime
    versions: tuple[Settings, ...] = ()

    @property
    def policy(self) -> ReviewPolicy:
        """What `review:` says."""
        return self.base.settings.review

    @cached_property
    def tolerance(self) -> Duration:
        """How far `at` and the author's date may lie apart."""
        return parse_duration(self.policy.backdate_tolerance)

    @cached_property
    def adopted(self) -> date:
        """The day from which on habits are judged; the first there is, where none is said."""
        return self.base.settings.adopted or date.min

    def day(self, instant: datetime) -> date:
        """The local day of an instant."""
        return self.base.calendars.local_day(instant)

    @cached_property
    def forges(self) -> frozenset[str]:
        """The e-mails of committers that merge for others."""
        return frozenset(map(str.casefold, self.policy.forges))

    @cached_property
    def writers(self) -> Mapping[str, str]:
        """Every name of a person or bot, and the id it stands for."""
        names: dict[str, str] = {}
        for settings in (*self.versions, self.base.settings, self.head.settings):
            names |= names_of(settings).writers
        return names

    @cached_property
    def by_email(self) -> Mapping[str, str]:
        """Who each e-mail belongs to; the newest version of okrctl.yaml has the last word."""
        found: dict[str, str] = {}
        for settings in (*self.versions, self.base.settings, self.head.settings):
            emails = {name: one.email for name, one in settings.people.items()}
            emails |= {name: one.email for name, one in settings.bots.items()}
            for name, known in emails.items():
                found |= dict.fromkeys(map(str.casefold, known), name)
        return found

    @cached_property
    def reachable(self) -> frozenset[str]:
        """Those of whom an e-mail is known."""
        return frozenset(self.by_email.values())

    def who(self, identity: Identity) -> str:
        """The person or bot whose e-mail it is; the e-mail itself where nobody has it."""
        email = identity.email.casefold()
        return self.by_email.get(email, email)

    def weighed(self, finding: Finding) -> Severity | None:
        """The severity that the policy gives a finding: by its name, its code, or a beginning."""
        severities = self.policy.severity
        code, name = finding.rule.code, finding.rule.name
        fits = [key for key in severities
                if key.casefold() == name or code.startswith(key.upper())]  # fmt: skip
        if not fits:
            return finding.severity
        return severities[max(fits, key=lambda key: (key.casefold() == name, len(key)))]
