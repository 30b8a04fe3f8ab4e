"""Markdown as goals: headings, nested lists, `KR => outcome`, and tables of scores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from okrctl.cli.importing.cells import Cell, Sheet, cell
from okrctl.cli.importing.found import Found, FoundKeyResult, FoundObjective, Remark
from okrctl.cli.importing.layout import found_in

HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>.*?)\s*#*\s*")
BULLET = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(?P<text>.+)")
TABLE = re.compile(r"\s*\|.*\|\s*")
RULE = re.compile(r"[\s|:+-]+")
NUMBERED = r"\s*\d*(?:\.\d+)*\s*[:.\u2013\u2014)-]\s*(?=\S)"
OBJECTIVE = re.compile(rf"(?:objective|goal|o){NUMBERED}", re.IGNORECASE)
KEY_RESULT = re.compile(rf"(?:key result|kr){NUMBERED}", re.IGNORECASE)
SECTION = re.compile(r"(?:key results?|krs?|objectives?|goals?|okrs?|results?)\s*:?", re.IGNORECASE)
OUTCOME = re.compile(r"\s*(?:=>|⇒)\s*(?P<outcome>.+)$")
ABOUT = re.compile(
    r"(?P<name>owner|team|cycle|period|quarter|why|due|supports|parent)\s*:\s*(?P<text>.+)",
    re.IGNORECASE,
)
MARKUP = re.compile(r"(\*\*|__|`|~~)")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
CYCLE = re.compile(
    r"\b(?:(?:FY ?)?\d{4}[ -]?[QH][1-4]|[QH][1-4][ /-]*(?:FY ?|Y)?\d{2,4})\b", re.IGNORECASE
)
WORDS = re.compile(r"\b(?:okrs?|goals|objectives)\b", re.IGNORECASE)
AROUND = " ,:;-–—()"
TAB = 4


@dataclass
class Reader:
    """What was read so far, line by line."""

    objectives: list[FoundObjective] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    tables: list[tuple[Sheet, Mapping[str, Cell]]] = field(default_factory=list)
    """Each table with the cycle and the team of the headings above it."""
    cycle: Cell | None = None
    team: Cell | None = None
    depth: int | None = None
    """How far the bullet of the last objective is indented; none where it is a heading."""

    @property
    def around(self) -> Mapping[str, Cell]:
        """Cycle and team of the headings above, as far as they say any."""
        return {name: one for name, one in (("cycle", self.cycle), ("team", self.team)) if one}

    def objective(self, title: Cell, depth: int | None) -> None:
        """A new objective, of the cycle and the team of the headings above it."""
        self.objectives.append(FoundObjective(title, self.around))
        self.depth = depth

    def key_result(self, one: FoundKeyResult) -> None:
        """A key result of the last objective."""
        if not self.objectives:
            self.remarks.append(
                Remark(f"line {one.title.row}", one.title.text, "a key result before any objective")
            )
            return
        self.objectives[-1] = self.objectives[-1].with_key_result(one)

    def about(self, name: str, told: Cell) -> None:
        """A line such as `Owner: mira`, which speaks of the last objective, or of all below."""
        name = {"period": "cycle", "quarter": "cycle", "supports": "parent"}.get(name, name)
        if self.objectives:
            last = self.objectives[-1]
            cells = {**last.cells, name: told}
            self.objectives[-1] = FoundObjective(last.title, cells, last.key_results)
        elif name == "cycle":
            self.cycle = told
        elif name == "team":
            self.team = told


def found_in_text(name: str, text: str) -> Iterator[Found]:
    """The goals of headings and lists, then those of each table."""
    reader = Reader()
    table: list[tuple[Cell, ...]] = []
    for number, line in enumerate((*text.splitlines(), ""), 1):
        if TABLE.fullmatch(line):
            if not RULE.fullmatch(line):
                parts = line.strip().strip("|").split("|")
                table.append(tuple(cell(number, at, plain(one)) for at, one in enumerate(parts, 1)))
            continue
        if table:
            sheet = Sheet(f"table of line {table[0][0].row}", tuple(table))
            reader.tables.append((sheet, reader.around))
            table = []
        read_line(reader, number, line)
    if reader.objectives or reader.remarks:
        yield Found(name, (), tuple(reader.objectives), tuple(reader.remarks))
    for sheet, around in reader.tables:
        yield found_in_table(sheet, around)


def found_in_table(sheet: Sheet, around: Mapping[str, Cell]) -> Found:
    """The goals of a table; a cycle and a team that it does not say are those around it."""
    found = found_in(sheet)
    if found is None:
        first = sheet.rows[0]
        said = " · ".join(one.text for one in first)
        lost = Remark(f"line {first[0].row}", said, "a table without goals; not read")
        return Found(sheet.name, remarks=(lost,))
    goals = tuple(replace(goal, cells={**around, **goal.cells}) for goal in found.objectives)
    return replace(found, objectives=goals)


def read_line(reader: Reader, number: int, line: str) -> None:
    """One line that is no table."""
    if heading := HEADING.fullmatch(line):
        read_heading(reader, cell(number, 1, plain(heading["text"])))
    elif bullet := BULLET.fullmatch(line):
        depth = len(bullet["indent"].expandtabs(TAB))
        read_bullet(reader, cell(number, 1, plain(bullet["text"])), depth)
    elif line.strip():
        told = cell(number, 1, plain(line))
        if said := ABOUT.fullmatch(told.text):
            reader.about(said["name"].lower(), cell(number, 1, said["text"]))
        elif opening := OBJECTIVE.match(told.text):
            reader.objective(cell(number, 1, told.text[opening.end() :]), None)
        else:
            reader.remarks.append(Remark(f"line {number}", told.text, "neither heading nor list"))


def read_heading(reader: Reader, told: Cell) -> None:
    """A heading: an objective where it says so; else a cycle, a team, or a title of the page."""
    if KEY_RESULT.match(told.text):
        reader.key_result(key_result_of(told))
    elif opening := OBJECTIVE.match(told.text):
        reader.objective(cell(told.row, 1, told.text[opening.end() :]), None)
    elif SECTION.fullmatch(told.text):
        return
    elif found := CYCLE.search(told.text):
        reader.cycle = cell(told.row, 1, found[0])
        rest = (told.text[: found.start()] + told.text[found.end() :]).strip(AROUND)
        rest = WORDS.sub("", rest).strip(AROUND)
        reader.team = cell(told.row, 1, rest) if rest else reader.team
    else:
        reader.team = told


def read_bullet(reader: Reader, told: Cell, depth: int) -> None:
    """A bullet: an objective, a key result below one, or a word about it."""
    if SECTION.fullmatch(told.text):
        return
    if said := ABOUT.fullmatch(told.text):
        reader.about(said["name"].lower(), cell(told.row, 1, said["text"]))
    elif KEY_RESULT.match(told.text):
        reader.key_result(key_result_of(told))
    elif opening := OBJECTIVE.match(told.text):
        reader.objective(cell(told.row, 1, told.text[opening.end() :]), depth)
    elif not reader.objectives or (reader.depth is not None and depth <= reader.depth):
        reader.objective(told, depth)
    else:
        reader.key_result(key_result_of(told))


def key_result_of(told: Cell) -> FoundKeyResult:
    """A key result with what became of it behind `=>`: a score of 0 to 1, or a value."""
    opening = KEY_RESULT.match(told.text)
    words = told.text[opening.end() :] if opening else told.text
    outcome = OUTCOME.search(words)
    if outcome is None:
        return FoundKeyResult(cell(told.row, 1, words))
    said = cell(told.row, 1, outcome["outcome"])
    score = re.fullmatch(r"(?:score\s*:?\s*)?([01](?:\.\d{1,2})?)", said.text, re.IGNORECASE)
    cells = {"score": cell(told.row, 1, score[1])} if score else {"current": said}
    return FoundKeyResult(cell(told.row, 1, words[: outcome.start()]), cells)


def plain(text: str) -> str:
    """Text without the marks of Markdown."""
    return LINK.sub(r"\1", MARKUP.sub("", text)).replace("\\", "").strip()
