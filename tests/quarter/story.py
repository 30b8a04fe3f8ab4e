"""The quarter as it went: 900 check-ins, and everything that people do to goals and histories."""

from __future__ import annotations

from itertools import count

from quarter.chronicle import Chronicle
from quarter.company import CYCLE, FRIDAYS, LEADS, line, planned, reported

NOW = "2026-12-19T10:00:00Z"
PLANNED = "planned"
"""The last commit in which plans could be changed freely: what review takes as its base."""
JUMP = ("growth/growth-learn#main", 11, 130)
"""In the last week one team reports what nobody had seen coming."""


class Story(Chronicle):
    """A chronicle of Acme."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = count(1)
        self.checkins = 0

    def week(self, index: int) -> None:
        """Every team reports every key result: a twelfth of half of the way."""
        for minute, (team, lead) in enumerate(LEADS.items()):
            at = f"{FRIDAYS[index]}T15:{minute:02}:00"
            lines = ""
            for address in reported(team):
                step = 10 if address.endswith("#side") else 5
                value = JUMP[2] if (address, index) == JUMP[:2] else step * (index + 1)
                lines += line(next(self.numbers), at, lead, kr=address, value=value)
                self.checkins += 1
            self.commit(f"week-{index + 1}-{team}", at, lead, {weekly(team, index): lines})

    def entry(self, team: str, at: str, who: str, /, **fields: object) -> dict[str, str]:
        """One more entry in a file of its own."""
        number = next(self.numbers)
        cycle = str(fields.get("cycle", CYCLE))
        path = f"checkins/{cycle}/{team}/{at[:10]}-{who}-{number:06}.jsonl"
        return {path: line(number, at, who, **fields)}

    def goal(self, name: str, old: str, new: str) -> dict[str, str]:
        """An objective with a text in place of another."""
        return self.edited(path_of(name), old, new)

    def said(self, team: str, index: int, key_result: str, old: int, new: int) -> dict[str, str]:
        """A week of a team in which an entry says another value."""
        start = f'"kr": "{team}/{key_result}", "value": '
        return self.edited(weekly(team, index), f"{start}{old}}}", f"{start}{new}}}")


def weekly(team: str, index: int) -> str:
    """The file of a team's week."""
    return f"checkins/{CYCLE}/{team}/{FRIDAYS[index]}-{LEADS[team]}.jsonl"


def path_of(name: str) -> str:
    """The file of an objective, which begins with its team."""
    return f"goals/{CYCLE}/{name.partition('-')[0]}/{name}.yaml"


def told() -> Story:
    """The whole quarter."""
    story = Story()
    plan(story)
    autumn(story)
    meddling(story)
    merges(story)
    for index in (9, 10, 11):
        story.week(index)
    reorganise(story)
    return story


def plan(story: Story) -> None:
    """Goals, readings, the cycle before, and a target that is mended while that is still fine."""
    files = planned()
    for number, (kpi, value) in enumerate((("revenue", 200), ("heads", 100), ("churn", 6))):
        at = "2026-09-24T08:00:00"
        files[f"readings/2026/{kpi}.jsonl"] = line(900000 + number, at, "ana", kpi=kpi, value=value)
    story.commit("plan", "2026-09-24T09:00:00", "ana", files)
    for team in ("engineering", "sales"):
        at, who = "2026-09-25T09:00:00", LEADS[team]
        entry = story.entry(team, at, who, kr=f"2026-Q3/{team}/{team}-past#main", value=11)
        path, text = entry.popitem()
        story.commit(f"past-{team}", at, who, {path.replace(CYCLE, "2026-Q3"): text})
    story.week(0)
    for team in ("engineering", "sales"):
        at, who = "2026-10-05T09:00:00", LEADS[team]
        closing = story.entry(team, at, who, team=team, cycle="2026-Q3", closed=True)
        story.commit(f"closed-{team}", at, who, closing)
    story.pull("early", "2026-10-08T11:00:00", "omar", story.goal("growth-trust", "120", "100"))
    story.week(1)
    story.commit(PLANNED, "2026-10-15T16:00:00", "ana", {"notes/planning.md": "That is it.\n"})


def autumn(story: Story) -> None:
    """Changes of goals that everybody can see, one with its reason."""
    story.week(2)
    past = sorted(path for path in story.files if path.startswith("checkins/2026-Q3/"))
    packed = "".join(sorted(story.files[path] for path in past))
    pack = {**dict.fromkeys(past), "checkins/2026-Q3/packed.jsonl": packed}
    story.commit("packed", "2026-10-19T09:00:00", "ana", pack)
    story.week(3)
    story.week(4)
    story.pull("eased", "2026-11-03T10:00:00", "mira", story.goal("engineering-calm", "120", "80"))
    story.pull("raised", "2026-11-03T12:00:00", "omar", story.goal("growth-reach", "120", "150"))
    at = "2026-11-04T10:00:00"
    why = {"field": "to", "old": 120, "new": 90, "why": "The audit took a month"}
    entry = story.entry("finance", at, "hugo", kr="finance/finance-trust#main", **why)
    story.pull("amended", at, "hugo", story.goal("finance-trust", "120", "90") | entry)
    story.week(5)
    baseline = story.goal("sales-speed", "from: 0", "from: 20")
    story.pull("baseline", "2026-11-09T10:00:00", "sofia", baseline)
    story.pull(
        "unit", "2026-11-10T10:00:00", "yuki", story.goal("support-calm", "points", "tickets")
    )
    per_head = story.edited("kpis/per-head.yaml", "/ heads", "/ heads / 2")
    story.pull("formula", "2026-11-11T10:00:00", "hugo", per_head)
    churn = story.edited("kpis/churn.yaml", "at_most: 5", "at_most: 8")
    story.pull("threshold", "2026-11-12T10:00:00", "raj", churn)
    story.week(6)


def meddling(story: Story) -> None:
    """Entries that are written once, written again; names that are not one's own."""
    edited = story.said("marketing", 1, "marketing-trust#main", 10, 25)
    story.commit("edited", "2026-11-16T10:00:00", "pavel", edited)
    fiddled = story.said("people", 0, "people-trust#main", 5, 15)
    story.commit("fiddled", "2026-11-17T10:00:00", "noor", fiddled)
    restored = story.said("people", 0, "people-trust#main", 15, 5)
    story.commit("restored", "2026-11-18T10:00:00", "noor", restored)
    week = story.files[weekly("security", 1)].splitlines(keepends=True)
    kept = "".join(one for one in week if "security-speed#main" not in one)
    story.commit("deleted", "2026-11-18T11:00:00", "lena", {weekly("security", 1): kept})
    weighed = story.goal("platform-calm", "to: 240", "to: 240, weight: 2")
    story.pull("weight", "2026-11-19T10:00:00", "tomas", weighed)
    owned = story.goal("mobile-calm", "owner: ines", "owner: raj")
    story.pull("owner", "2026-11-19T12:00:00", "ines", owned)
    story.week(7)
    late = story.entry("data", "2026-10-20T10:00:00", "raj", kr="data/data-speed#main", value=18)
    story.commit("backdated", "2026-11-23T10:00:00", "raj", late)
    at = "2026-11-24T10:00:00"
    spoofed = story.entry("company", at, "ana", kr="company/company-learn#main", value=41)
    story.commit("spoofed", at, "omar", spoofed)
    at = "2026-11-24T11:00:00"
    posing = story.entry("company", at, "ana", kr="company/company-learn#main", value=42)
    story.commit("impersonated", at, "ana", posing, committer="omar")
    at = "2026-11-25T10:00:00"
    squashed = story.entry("engineering", at, "mira", kr="engineering/engineering-learn#main",
                           value=41)  # fmt: skip
    squashed |= story.entry("platform", at, "tomas", kr="platform/platform-speed#main", value=41)
    story.commit("squashed", at, "mira", squashed, message="A week of two people (#20)")


def merges(story: Story) -> None:
    """A merge of two edits of one file, as git makes it, and one that says what nobody said."""
    left = story.goal("engineering-speed", "120", "140")
    right = story.goal(
        "engineering-speed", "owner: mira\n", "owner: mira\nwhy: Who waits, leaves.\n"
    )
    both = {path: right[path].replace("120", "140") for path in left}
    tip = story.labels[-1]
    story.commit("left", "2026-11-26T09:00:00", "mira", left)
    story.commit("right", "2026-11-26T10:00:00", "tomas", right, parents=(tip,), aside=True)
    story.commit("clean", "2026-11-26T11:00:00", "mira", both, parents=("left", "right"))
    story.week(8)
    innocent = story.goal("support-trust", "owner: yuki\n", "owner: yuki\ntags: [quality]\n")
    hidden = story.goal("sales-trust", "120", "60")
    hidden |= story.said("support", 0, "support-speed#main", 5, 12)
    tip = story.labels[-1]
    story.commit("innocent", "2026-11-30T09:00:00", "yuki", innocent, aside=True)
    story.commit("evil", "2026-11-30T10:00:00", "sofia", innocent | hidden,
                 parents=(tip, "innocent"))  # fmt: skip


def reorganise(story: Story) -> None:
    """After the last check-in: what goes, comes, and gets another name or another place."""
    at, day = "2026-12-18T16:00:00", "2026-12-18"
    closing = {"kr": "people/people-calm#side", "outcome": "dropped", "note": "Nobody asked for it"}
    dropped = story.entry("people", at, "noor", **closing)
    story.pull("dropped", at, "noor", dropped | without_side(story, "people-calm"))
    story.pull("vanished", f"{day}T17:00:00", "raj", without_side(story, "data-calm"))
    extra = "  extra: {title: Keys that were changed, unit: keys, from: 0, to: 10}\n"
    added = {path_of("security-trust"): story.files[path_of("security-trust")] + extra}
    story.pull("added", f"{day}T18:00:00", "lena", added)
    text = story.files[path_of("mobile-reach")].replace("120", "100")
    renamed = {path_of("mobile-reach"): None,
               path_of("mobile-spread"): f"{text}aliases: [mobile/mobile-reach]\n"}  # fmt: skip
    story.pull("renamed", f"{day}T19:00:00", "ines", renamed)
    text = story.files[path_of("platform-learn")]
    relabelled = {path_of("platform-learn"): None, path_of("platform-study"): text}
    story.pull("relabelled", f"{day}T20:00:00", "tomas", relabelled)
    text = story.files[path_of("marketing-reach")].replace("120", "60")
    rewritten = {path_of("marketing-reach"): None, path_of("marketing-noise"): text}
    story.pull("rewritten", f"{day}T21:00:00", "pavel", rewritten)
    text = f"{story.files[path_of('support-reach')]}aliases: [support/support-reach]\n"
    handed = {path_of("support-reach"): None, f"goals/{CYCLE}/people/support-reach.yaml": text}
    story.pull("handed", f"{day}T22:00:00", "yuki", handed)
    side = story.files[path_of("company-trust")].partition("  side:")[2]
    learn = f"{story.files[path_of('company-learn')]}  side:{side}"
    transferred = {**without_side(story, "company-trust"), path_of("company-learn"): learn}
    story.pull("transferred", f"{day}T23:00:00", "ana", transferred)


def without_side(story: Story, name: str) -> dict[str, str]:
    """An objective without its second key result, which is its last."""
    return {path_of(name): story.files[path_of(name)].partition("  side:")[0]}
