r"""Text made safe for each medium.

Every outward string goes through here: titles, notes, keys, authors, revisions and paths, since
anybody may have written them. What cannot be seen is shown: a control, bidirectional or zero-width
character becomes `\x1b` or `\u202e`, so that output never says less than the file.
"""

from __future__ import annotations

import re
import unicodedata

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories that move, hide or reorder what is printed, instead of being printed."""

BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Characters that are printed as nothing at all, although they count as letters or symbols."""

FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""What makes a spreadsheet compute a cell, its full-width forms included."""

MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#|~!&$^]")
AUTOLINK = re.compile(r"(?<=www)\.|:(?=//)|:(?=[\w+-]+:)", re.IGNORECASE)
"""A dot or colon that makes a link or an emoji out of words around it."""
MENTION = re.compile(r"(?:@[\w-]+(?:/[\w-]+)*|#\d+)+")
RUNNER = re.compile(r"##((?:vso)?\[)")
NOT_XML = re.compile("[\ufffe\uffff]")
"""What XML 1.0 refuses and is no control character."""
LEADING = re.compile(r"^(\s*)(?:([-+=])(?=[-+=\s]|$)|(\d+)([.)])(?=\s|$))")
"""What makes a list, a rule or a heading of a line that begins with it."""


def is_unseen(character: str) -> bool:
    """Whether a character is better shown by its number than printed."""
    return unicodedata.category(character) in UNSEEN or character in BLANK


def shown(character: str) -> str:
    r"""A character by its number: `\t`, `\x1b`, `\u202e`, `\U000e0001`."""
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    if named:
        return named
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def visible(text: str, keep: str = "") -> str:
    """The text with every unseen character shown, but for those in `keep`.

    A CI runner reads `##[` and `##vso[` anywhere in a line as commands of its own: text cannot say
    these.
    """
    if "##" in text:
        text = RUNNER.sub(r"#\\x23\1", text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(shown(c) if is_unseen(c) and c not in keep else c for c in text)


def for_terminal(text: str) -> str:
    """One line for a terminal: white space folded to spaces, everything unseen shown."""
    if any(space in text for space in "\n\r\t"):
        text = re.sub(r"[\n\r\t]+", " ", text.strip("\n\r\t"))
    return visible(text)


def for_line_start(text: str) -> str:
    """A whole printed line that no CI runner takes for a command, as one that begins with `::`."""
    if text.lstrip().startswith("::"):
        return text.replace(":", "\\x3a", 1)
    return text


def for_tsv(text: str) -> str:
    """A field of tab-separated values: full text, on one line, without a tab."""
    return for_line_start(visible(text))


def for_csv(text: str) -> str:
    """A cell that no spreadsheet computes: on every line a formula's first sign gets a `'`."""
    lines = map(for_line_start, visible(text, keep="\n").split("\n"))
    return "\n".join(
        f"'{line}" if line.strip().startswith(FORMULA_STARTS) else line for line in lines
    )


def for_markdown(text: str) -> str:
    """Text for Markdown: no markup, HTML, image, link or entity; nobody is mentioned by it."""
    text = visible(re.sub(r"[\n\r\t]+", " ", text))
    parts, at = [], 0
    for mention in MENTION.finditer(text):
        parts += [_plain_markdown(text[at : mention.start()]), f"`{mention[0]}`"]
        at = mention.end()
    parts.append(_plain_markdown(text[at:]))
    return "".join(parts)


def _plain_markdown(text: str) -> str:
    text = MARKDOWN.sub(r"\\\g<0>", text)
    text = AUTOLINK.sub(r"\\\g<0>", text)
    return LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


def for_message(text: str) -> str:
    """One line of a plain message: nobody is mentioned by it, and no chat takes it for markup."""
    text = MENTION.sub(lambda match: match[0].replace("@", "(at)"), visible(text))
    return text.replace("<", "‹").replace(">", "›")


def for_markdown_code(text: str) -> str:
    """The text as a code span, whatever backticks it holds."""
    text = visible(re.sub(r"[\n\r\t]+", " ", text)).replace("|", "\\|")
    longest = max((len(ticks) for ticks in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def for_annotation(text: str) -> str:
    """The message of a GitHub workflow command."""
    text = visible(text, keep="\n\r")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def for_annotation_property(text: str) -> str:
    """A property of a GitHub workflow command."""
    return for_annotation(text).replace(":", "%3A").replace(",", "%2C")


def for_azure(text: str) -> str:
    """The message of a logging command of Azure Pipelines."""
    text = visible(text, keep="\n\r")
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def for_azure_property(text: str) -> str:
    """A property of a logging command of Azure Pipelines."""
    return for_azure(text).replace("]", "%5D").replace(";", "%3B")


def for_xml(text: str) -> str:
    """Text that XML can hold, before a writer escapes its markup."""
    return NOT_XML.sub(lambda match: shown(match[0]), visible(text, keep="\n"))


def for_sarif(text: str) -> str:
    """The plain text of a SARIF message: what looks like a link is none."""
    text = visible(text, keep="\n")
    return re.sub(r"[\[\]]", r"\\\g<0>", text) if "](" in text else text
