"""人社局 is 崂山区人社局, 微光 is a PROGRAMME, 中山路 here is not 中山路 there: what people decide about names, as CSV.

Two forms are read. A ``review.csv`` that a build wrote has a column ``decision`` for the person to fill in; its rows
are about ``name`` and ``other``, and those left empty say nothing. A list of decisions has the columns of `COLUMNS`,
of which ``action`` and ``name`` are needed; ``undo`` takes back all decisions about a name, or with more columns
filled in just those. Encodings are those of `kg.reading.encoding`, so what Excel saves in China is read too.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, NoReturn, cast, get_args

from kg.errors import KGError
from kg.ontology import LABELS
from kg.reading.encoding import decode
from kg.types import Action, Decision

ACTIONS: tuple[Action, ...] = get_args(Action)
UNDO = "undo"
# As a region: an entity that has none. An empty one stands for any, but in review.csv for none.
NO_REGION = "none"
COLUMNS = ("action", "name", "label", "region", "value", "value_label", "value_region")
REVIEW_COLUMNS = (
    "decision", "name", "label", "region", "other", "other_label", "other_region", "reason", "score",
    "articles", "other_articles", "sentences", "other_sentences",
)  # fmt: skip
# What may stand in review.csv: a row there is about two names, of which the second is not always a new name.
REVIEWED = ("merge", "apart", "retype", "drop")
# A listing says how many entities each decision is about; read again, that says nothing.
APPLIES = "applies"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the decisions about a name; what is '' fits any."""

    name: str
    label: str = ""
    region: str = ""
    value: str = ""
    value_label: str = ""
    value_region: str = ""

    def fits(self, decision: Decision) -> bool:
        """Whether this takes back that decision."""
        made = astuple(decision)[1:]
        return all(asked in ("", found) for asked, found in zip(astuple(self), made, strict=True))


Given = Decision | Undo
_Read = Callable[[str, dict[str, str]], Iterator[Given]]


def read_decisions(path: Path) -> list[Given]:
    """The decisions of a CSV file, in its order. Raises KGError with file, line, what stands there and is allowed."""
    try:
        text, _ = decode(str(path), path.read_bytes())
    except OSError as error:
        raise KGError(f"{path}: cannot be read ({error.strerror})") from error
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [name.strip() for name in next(rows, [])]
        read = _form(path, header)
        return [given for line, row in _numbered(rows) for given in read(f"{path}, line {line}", _cells(header, row))]
    except csv.Error as error:
        raise KGError(f"{path}, line {rows.line_num}: {error}; allowed: CSV (RFC 4180)") from error


def revise(known: Sequence[Decision], given: Iterable[Given]) -> list[Decision]:
    """What is decided after that: the same again changes nothing, another decision on the same takes its place."""
    decided = list(known)
    for item in given:
        if isinstance(item, Undo):
            decided = [decision for decision in decided if not item.fits(decision)]
        elif item not in decided:
            decided = [decision for decision in decided if _matter(decision) != _matter(item)] + [item]
    return decided


def _matter(decision: Decision) -> object:
    """What a decision settles: whether two are one, in whichever order they are given, or one question about one."""
    one = (decision.name, decision.label, decision.region)
    if decision.action in ("merge", "apart"):
        return frozenset((one, (decision.value, decision.value_label, decision.value_region)))
    return (decision.action, *one)


def _form(path: Path, header: Sequence[str]) -> _Read:
    is_review = "decision" in header
    allowed = REVIEW_COLUMNS if is_review else (*COLUMNS, APPLIES)
    needed = REVIEW_COLUMNS[:7] if is_review else COLUMNS[:2]
    wrong = [name for name in header if name not in allowed] + [name for name in needed if name not in header]
    if wrong:
        raise KGError(
            f"{path}, line 1: columns {', '.join(header) or 'none'}; allowed: action and name, with "
            f"{', '.join(COLUMNS[2:])} as needed, or those of review.csv; wrong or missing: {', '.join(wrong)}"
        )
    return _read_reviewed if is_review else _read_listed


def _numbered(rows: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty with the line each ends in."""
    return ((rows.line_num, row) for row in rows if any(cell.strip() for cell in row))


def _cells(header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """Cells by column; the apostrophe that keeps spreadsheets from reckoning is taken away."""
    stripped = (cell.strip() for cell in row)
    plain = (cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell for cell in stripped)
    return dict.fromkeys(COLUMNS, "") | dict(zip(header, plain, strict=False))


def _read_reviewed(where: str, cells: dict[str, str]) -> Iterator[Given]:
    if not cells["decision"]:
        return
    action = _one_of(where, "decision", cells["decision"].lower(), REVIEWED)
    region = cells["other_region"] or NO_REGION
    other = {"value": cells["other"], "value_label": cells["other_label"], "value_region": region}
    match action:
        case "retype":
            other = {"value": cells["other_label"]}
        case "drop":
            other = {}
    named = {"name": cells["name"], "label": cells["label"], "region": cells["region"] or NO_REGION}
    yield from _read_listed(where, dict.fromkeys(COLUMNS, "") | named | other | {"action": action})


def _read_listed(where: str, cells: dict[str, str]) -> Iterator[Given]:
    action = _one_of(where, "action", cells["action"].lower(), (*ACTIONS, UNDO))
    if not cells["name"]:
        _refuse(where, "name", "nothing", "the name of an entity")
    for column in ("label", "value_label"):
        if cells[column]:
            _one_of(where, column, cells[column], LABELS)
    given = [cells[column] for column in COLUMNS[1:]]
    if action == UNDO:
        yield Undo(*given)
        return
    if action == "retype":
        _one_of(where, "value", cells["value"], LABELS)
    elif action != "drop" and not cells["value"]:
        _refuse(where, "value", "nothing", f"the other name, for {action}")
    yield Decision(cast(Action, action), *given)


def _one_of(where: str, column: str, value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        _refuse(where, column, repr(value), ", ".join(allowed))
    return value


def _refuse(where: str, column: str, found: str, allowed: str) -> NoReturn:
    raise KGError(f"{where}: {column} is {found}; allowed: {allowed}")
