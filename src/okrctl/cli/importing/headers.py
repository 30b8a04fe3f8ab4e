"""Headers: which column means what, by the names that products and people give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal

from okrctl.cli.importing.cells import Cell, Sheet, letters

Sure = Literal["sure", "likely", "guess"]
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "objective": ("objective", "objective title", "objective name", "objectives", "goal objective"),
    "key_result": ("key result", "key result title", "key result name", "key results", "kr",
                   "kr title", "krs", "metric name", "measure", "key metric", "metric"),
    "title": ("title", "name", "summary", "goal", "goal title", "goal name", "okr", "okr title",
              "okr name", "item"),
    "row_type": ("type", "item type", "issue type", "row type", "record type", "object type"),
    "metric": ("metric type", "key result type", "kr type", "measure type", "goal type", "kind",
               "progress type", "unit type", "measurement type"),
    "owner": ("owner", "owner email", "owner emails", "owner email id", "owners", "owner name",
              "assignee", "owned by", "responsible", "dri", "champion", "email", "assigned to",
              "objective owner", "key result owner"),
    "team": ("team", "teams", "team name", "department", "departments", "entity", "business unit",
             "group", "area", "squad", "division"),
    "cycle": ("cycle", "period", "time period", "quarter", "session", "timeframe", "time frame",
              "goal cycle", "planning period", "okr cycle", "interval"),
    "start": ("start value", "starting value", "initial value", "baseline", "from", "initial",
              "metric start value", "key result start", "key result start value", "begin value",
              "baseline value", "start"),
    "target": ("target", "target value", "goal value", "metric target value", "to", "end value",
               "planned value", "key result target", "key result target value", "desired value"),
    "current": ("current", "current value", "actual", "actual value", "latest value", "value",
                "now", "metric current value", "key result current", "key result current value",
                "last value", "latest"),
    "progress": ("progress", "progress percentage", "completion", "percent complete", "complete",
                 "attainment", "progress percent", "current progress"),
    "score": ("score", "grade", "final score", "okr score"),
    "unit": ("unit", "units", "metric unit", "unit of measure", "measurement unit", "uom",
             "currency"),
    "parent": ("parent", "aligned to", "aligns to", "alignment", "parent objective", "supports",
               "parent goal", "parent title", "contributes to", "parent okr", "parent id",
               "parent row ids", "parent row id", "parent key", "parent name", "parent goals",
               "parent goal ids"),
    "starts": ("start date", "expected start date", "starts", "begin date", "starts on"),
    "due": ("due", "due date", "end date", "expected end date", "deadline", "target date",
            "finish date", "due at", "ends on"),
    "why": ("why", "description", "details", "context", "rationale", "objective description",
            "purpose"),
    "weight": ("weight", "weightage", "weighting"),
    "confidence": ("confidence", "confidence level"),
    "id": ("id", "row id", "order", "key", "issue key", "goal id", "item id", "number", "no",
           "objective id", "goal identifier"),
    "better": ("better", "direction"),
    "at_least": ("at least", "minimum", "stay above"),
    "at_most": ("at most", "maximum", "stay below"),
    "change_by": ("change by",),
    "every": ("every",),
    "steps": ("steps", "milestones"),
    "commit": ("commit to", "committed value"),
    "stretch": ("stretch", "stretch target", "stretch value"),
    "guardrail": ("guardrail",),
    "commitment": ("commitment",),
    "draft": ("draft",),
    "pillar": ("pillar", "strategic pillar"),
    "status": ("status", "state", "health", "progress status", "okr type", "scope", "labels",
               "tags", "visibility", "address", "continues"),
    "kpi": ("kpi",),
}  # fmt: skip
"""What a column means, and the headers it goes by. What means `status` is known and not read."""
OWN: Final[Mapping[frozenset[str], Mapping[str, str]]] = {
    frozenset({"objective title", "key result", "title"}): {
        "objective": "objective_id", "objective title": "objective",
        "key result": "key_result_id", "title": "key_result",
    },
    frozenset({"address", "objective", "title", "commitment"}): {
        "objective": "objective_id", "title": "objective",
    },
}  # fmt: skip
"""The tables of `okrctl export` by their headers, and what products call otherwise in them."""
NO_GOALS: Final = (
    frozenset({"as of", "level"}), frozenset({"recorded at"}), frozenset({"aggregate", "cadence"}),
)  # fmt: skip
"""The headers of its other tables: where goals stand, entries, readings and KPIs."""
FIELD_OF: Final = {name: field for field, names in NAMES.items() for name in names}
TITLES: Final = frozenset({"objective", "key_result", "title"})
NUMBERED = re.compile(r"(?:key result|kr) (\d+)(?: title| name)?")
"""The columns of files that have an objective a row and its key results beside it."""
MOST_ABOVE = 20
"""In so many rows a header is looked for."""
NEAR = 0.86


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its header, what it is taken for (none where nobody knows), and how surely."""

    column: int
    header: str
    field: str | None
    sure: Sure = "sure"

    @property
    def letter(self) -> str:
        """The column's letter."""
        return letters(self.column)


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a sheet, and the number of the row from which they are filled."""

    headings: tuple[Heading, ...]
    below: int

    @property
    def fields(self) -> frozenset[str]:
        """What is there."""
        return frozenset(one.field for one in self.headings if one.field)

    @property
    def worth(self) -> int:
        """How much of a header it is: nothing without a title."""
        numbered = any((one.field or "").startswith("kr:") for one in self.headings)
        return len(self.fields) if self.fields & TITLES or numbered else 0


def header_of(sheet: Sheet) -> Header | None:
    """The header of a sheet: one row, or two where the upper one is merged over several columns."""
    best: Header | None = None
    for number, row in enumerate(sheet.rows[:MOST_ABOVE]):
        if any(marks <= set(map(plain, texts_of(row))) for marks in NO_GOALS):
            return None
        above = sheet.rows[number - 1] if number else ()
        for texts in (texts_of(row), joined(above, row)):
            found = Header(tuple(headings(texts)), number + 1)
            if found.worth > (best.worth if best else 1):
                best = found
    return best


def texts_of(row: Sequence[Cell]) -> list[str]:
    """The headers of one row."""
    return [cell.text for cell in row]


def joined(above: Sequence[Cell], row: Sequence[Cell]) -> list[str]:
    """The headers of two rows: what stands above holds to the right until something else does."""
    texts, last = [], ""
    for number, cell in enumerate(row):
        upper = above[number].text if number < len(above) else ""
        last = upper or last
        texts.append(f"{last} {cell.text}".strip() if cell else upper)
    return texts


def headings(texts: Sequence[str]) -> Iterator[Heading]:
    """What each column of a header means. A meaning that is taken is not given twice."""
    words = [plain(text) for text in texts]
    own = next((named for marks, named in OWN.items() if marks <= set(words)), {})
    taken: set[str] = set()
    for column, (text, word) in enumerate(zip(texts, words, strict=True), 1):
        field, sure = (own[word], "sure") if word in own else meaning(word)
        if field in taken:
            field, sure = None, "sure"
        if field and field != "status":
            taken.add(field)
        if text:
            yield Heading(column, " ".join(text.split()), field, sure)


def meaning(word: str) -> tuple[str | None, Sure]:
    """What a header means, and how surely."""
    if word in FIELD_OF:
        return FIELD_OF[word], "sure"
    if numbered := NUMBERED.fullmatch(word):
        return f"kr:{numbered[1]}", "sure"
    for part in (word.removeprefix("key result "), word.removeprefix("kr "),
                 word.removeprefix("objective "), word.removeprefix("goal ")):  # fmt: skip
        if part != word and part in FIELD_OF:
            return FIELD_OF[part], "likely"
    close = get_close_matches(word, FIELD_OF, n=1, cutoff=NEAR)
    return (FIELD_OF[close[0]], "guess") if close else (None, "sure")


def plain(text: str) -> str:
    """A header in lower-case words: `Owner_Email (required)*` is `owner email`."""
    text = re.sub(r"\(.*?\)|\[.*?\]", " ", text)
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).lower()))
