"""Rules of objectives' titles: a sentence about what gets better, and no number or to-do."""

from __future__ import annotations

from collections.abc import Iterator

from okrctl.lint.amounts import targets
from okrctl.lint.phrases import is_vague, makes, thing_made
from okrctl.lint.rule import Problem, rule
from okrctl.lint.view import View
from okrctl.model.objective import Objective

_OZ = '"KPIs vs. OKRs: Understanding the Key Differences" (Haldun Oz)'
_LUCID = '"OKRs vs. KPIs" (Lucid)'
_DASHBOARD = '"OKRs vs KPIs: Stop Confusing the Steering Wheel with the Dashboard"'


@rule(
    "OKR301",
    severity="warning",
    rests_on=f"{_OZ}: objectives should be qualitative; {_LUCID}: qualitative statements",
)
def title_is_a_number(objective: Objective, view: View) -> Iterator[Problem]:
    """An objective's title is a number.

    An objective says in words what gets better for whom, and its key results say how much. A share,
    money, or a count of what is measured belongs to a key result. A number that names something or
    says for how many people it is stays: Tier 1, the first 90 days, for 100 teams.

    Bad:
        # goals/2026-Q4/social/audience.yaml
        title: Hit 50k followers
        why: Reach buys nothing when nobody listens.
        key_results:
          answers: {title: Answers to a post, from: 4, to: 12}
          returning: {title: Readers who come back, from: 10, to: 25}

    Good:
        # goals/2026-Q4/social/audience.yaml
        title: Build an audience that actually pays attention to us
        why: Reach buys nothing when nobody listens.
        key_results:
          answers: {title: Answers to a post, from: 4, to: 12}
          returning: {title: Readers who come back, from: 10, to: 25}
    """
    amount = next(targets(objective.title, view.language), "")
    if amount:
        yield Problem(
            "title",
            "the title of this objective is a number: {amount}",
            help="say what gets better for whom, and put the number into a key result",
            amount=amount,
        )


@rule("OKR303", severity="info", rests_on=f'{_DASHBOARD}: "be more strategic"')
def vague_objective(objective: Objective, view: View) -> Iterator[Problem]:
    """An objective of words that promise nothing.

    Two people who read it would not know whether it has been reached, nor whom it helps. Say what
    somebody will do, feel or no longer have to do.

    Bad:
        # goals/2026-Q4/ops/plans.yaml
        title: Be more strategic
        why: Nobody knows what we will not do.
        key_results:
          known: {title: People who can say our plan in a sentence, unit: "%", from: 10, to: 60}
          dropped: {title: Projects that we stopped, from: 0, to: 4}

    Good:
        # goals/2026-Q4/ops/plans.yaml
        title: Everybody knows what we will not do
        why: We begin twice as much as we finish.
        key_results:
          known: {title: People who can say our plan in a sentence, unit: "%", from: 10, to: 60}
          dropped: {title: Projects that we stopped, from: 0, to: 4}
    """
    if is_vague(objective.title, view.language):
        yield Problem(
            "title",
            "nothing in this title could be seen by somebody",
            help="say what will be different for whom",
        )


@rule(
    "OKR308",
    severity="warning",
    rests_on=f'{_DASHBOARD}: "Product ships half-baked features to hit launch dates"',
)
def objective_is_output(objective: Objective, view: View) -> Iterator[Problem]:
    """An objective opens with a verb of making and names a thing to make.

    A thing can be finished and help nobody. The objective is what the thing is for; making it is
    an initiative. A title that goes on to say what the thing is for is no output: "Build an
    audience that actually pays attention to us".

    Bad:
        # goals/2026-Q4/web/portal.yaml
        title: Launch the new customer portal
        why: Customers wait three days for an address to be changed.
        key_results:
          changed: {title: Addresses that customers change themselves, unit: "%", from: 0, to: 70}
          calls: {title: Calls about an address, from: 90, to: 20}

    Good:
        # goals/2026-Q4/web/portal.yaml
        title: Customers need nobody to change what is theirs
        why: Customers wait three days for an address to be changed.
        key_results:
          changed: {title: Addresses that customers change themselves, unit: "%", from: 0, to: 70}
          calls: {title: Calls about an address, from: 90, to: 20}
        initiatives:
          portal: {title: Launch the new customer portal}
    """
    verb = makes(objective.title, view.language)
    thing = thing_made(objective.title, view.language) if verb else ""
    if thing:
        yield Problem(
            "title",
            "this objective is a thing to make: {verb} … {thing}",
            help="say what it is for, and make this an initiative",
            verb=verb,
            thing=thing,
        )


@rule(
    "OKR321",
    severity="info",
    rests_on=f"{_DASHBOARD}: would a new hire understand it in under 30 seconds?",
)
def long_title(objective: Objective, view: View) -> Iterator[Problem]:
    """A title that nobody can keep in mind.

    An objective is said aloud in meetings and read in one column of a screen. The limit is
    `title_words` under `lint: limits:`, 18 words unless it is set.

    Bad:
        # goals/2026-Q4/water/tap.yaml
        title: >-
          By the end of this quarter all of the people in every district of our city shall be able
          to drink water from their tap
        why: Four districts boil it.
        key_results:
          taps: {title: Homes with clean water, unit: "%", from: 81, to: 96}
          notices: {title: Days with a warning, from: 40, to: 5}

    Good:
        # goals/2026-Q4/water/tap.yaml
        title: Nobody has to boil the water any more
        why: Four districts boil it.
        key_results:
          taps: {title: Homes with clean water, unit: "%", from: 81, to: 96}
          notices: {title: Days with a warning, from: 40, to: 5}
    """
    count, most = len(objective.title.split()), view.policy.limits.title_words
    if count > most:
        yield Problem(
            "title",
            "the title has {count} words, more than {most}",
            help="keep what is said aloud, and move the rest to why:",
            count=count,
            most=most,
        )
