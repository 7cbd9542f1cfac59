"""Passages made from a grammar of patterns (`kg.corpus.grammar`): one to three sentences about one county."""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from kg.corpus.checking import unmarked
from kg.corpus.grammar import COUNTY, LEVELS, SLOT, START, Grammar
from kg.corpus.passages import Passage, Statement, parse_marked, parse_statement
from kg.errors import ReadError
from kg.evaluate import unordered
from kg.gazetteer import Division, ancestors, bare_name, divisions
from kg.names import squash
from kg.ontology import word_lists, words

Value = str | Division

# A grammar that calls itself deeper than this has no end.
_DEEPEST = 40
# So often something else is drawn where two names of a sentence came out the same.
_TRIES = 20
# How bodies of a division begin where that is not its last character.
_KINDS = {"街道": "街道", "地区": "地"}
# Names in the official table that stand for no place.
_NO_PLACE = re.compile(
    r"市辖区|直辖|^县$|开发区|管理区|农场|林场|园区|监狱|渔场|示范区|实验区|聚集区|风景名胜区|城乡一体化"
    r"|委员会|管委会|群岛|白沟新城"
)
# Taiwan, Hong Kong and Macau have no counties, committees and county heads of the kind that the patterns speak of.
_OTHER_OFFICES = ("71", "81", "82")
# What tells these from their neighbours is before the suffix: 巴林左旗 is never called 巴林左.
_WHOLE = re.compile(r"([左右中前后]|联合)旗$")
_SENTENCE_ENDS = ("。", "！", "？", "）", "”")


def sample(grammar: Grammar, count: int, seed: int, longest: int = 3) -> Iterator[Passage]:
    """``count`` passages of one to ``longest`` sentences about one county; the same seed gives the same passages."""
    rng = random.Random(seed)
    for number in range(1, count + 1):
        name = f"template-{seed}-{number:06}"
        passage = _passage(grammar, rng, name, longest)
        for _ in range(_TRIES):
            if not any(unmarked(passage)):
                break
            passage = _passage(grammar, rng, name, longest)
        yield passage


def _passage(grammar: Grammar, rng: random.Random, name: str, longest: int) -> Passage:
    county = rng.choice(_divisions(LEVELS["county"]))
    made = [_Sentence(grammar, rng, {COUNTY: county}) for _ in range(rng.randint(1, longest))]
    text, marks = parse_marked(_join([sentence.expand(START) for sentence in made]), name)
    stated = tuple(_distinct(_statement(line, name) for sentence in made for line in sentence.stated))
    return Passage(name, _chain(county), "daily", "", (), "train", "none", (), text, marks, stated)


def _chain(county: Division) -> tuple[str, ...]:
    """崂山区 -> 山东省, 青岛市, 崂山区."""
    return tuple(division.name for division in (*reversed(list(ancestors(county))), county))


def _join(sentences: Sequence[str]) -> str:
    """One behind the other; a byline or caption, which has no full stop, ends its line."""
    last = len(sentences) - 1
    apart = ("" if n == last or text.endswith(_SENTENCE_ENDS) else "\n" for n, text in enumerate(sentences))
    return "".join(text + end for text, end in zip(sentences, apart, strict=True))


class _Sentence:
    """One sentence as it is made: what its symbols were bound to, and the relations it states so far."""

    def __init__(self, grammar: Grammar, rng: random.Random, bound: Mapping[str, Value]) -> None:
        self.grammar = grammar
        self.rng = rng
        self.bound: dict[str, Value] = dict(bound)
        self.stated: list[str] = []

    def expand(self, symbol: str, depth: int = 0) -> str:
        """One line of the symbol, filled; its relations are kept until the sentence is whole."""
        if depth > _DEEPEST:
            raise ReadError("templates", f"[{symbol}] calls itself without end")
        choice = self.grammar[symbol]
        text, _, relations = self.rng.choices(choice.texts, cum_weights=choice.sums)[0].partition(" => ")
        filled = self.fill(text, depth)
        self.stated += (self.fill(line, depth) for line in relations.split(" ; ") if line)
        return filled

    def fill(self, text: str, depth: int) -> str:
        return SLOT.sub(lambda slot: self._slot(slot, depth), text)

    def _slot(self, slot: re.Match[str], depth: int) -> str:
        name = slot["bound"] or slot["symbol"]
        value = self.bound.get(name)
        if value is None:
            value = self._value(slot["symbol"], depth)
        if slot["bound"] and name not in self.bound:
            self.bound[name] = value = self._another(value, slot["symbol"], depth)
        return _text(value, slot["part"], name)

    def _another(self, value: Value, symbol: str, depth: int) -> Value:
        """Two names of a sentence are not to come out the same."""
        for _ in range(_TRIES):
            if value not in self.bound.values():
                break
            value = self._value(symbol, depth)
        return value

    def _value(self, symbol: str, depth: int) -> Value:
        if symbol in self.grammar:
            return self.expand(symbol, depth + 1)
        if symbol in LEVELS:
            return self.rng.choice(_divisions(LEVELS[symbol]))
        if symbol not in word_lists():
            raise ReadError("templates", f"<{symbol}> stands where nothing has bound it yet; write <{symbol}=…> there")
        return self.rng.choice(words(symbol))


def _statement(line: str, where: str) -> Statement:
    """The line of a grammar, its names as canonical ones: a name may carry quotation marks in the text."""
    stated = parse_statement(line, where)
    return stated._replace(heads=tuple(map(squash, stated.heads)), tails=tuple(map(squash, stated.tails)))


def _distinct(stated: Iterable[Statement]) -> Iterator[Statement]:
    """Without what an earlier sentence of the passage has stated already."""
    seen: set[tuple[str, str, str]] = set()
    for statement in stated:
        triples = {unordered((head, statement.relation, tail)) for head in statement.heads for tail in statement.tails}
        if not triples & seen:
            seen |= triples
            yield statement


def _text(value: Value, part: str | None, name: str) -> str:
    if isinstance(value, str):
        if part:
            raise ReadError("templates", f"<{name}.{part}> asks a text for a part; only divisions have parts")
        return value
    return _PARTS[part](value) if part else value.name


def _above(level: str, division: Division) -> str:
    """The division of that level that this one lies in, itself if it is one; without a city its province.

    Raises ReadError where the division stands above the level asked for.
    """
    digits = LEVELS[level]
    if len(division.code) < digits:
        raise ReadError("templates", f"{division.name} is asked for its {level}, but stands above one")
    return next(above.name for above in (division, *ancestors(division)) if len(above.code) <= digits)


def _bare(division: Division) -> str:
    """湄潭县 -> 湄潭; 道县 and 巴林左旗 stay."""
    return division.name if _WHOLE.search(division.name) else bare_name(division.name) or division.name


_PARTS: dict[str, Callable[[Division], str]] = {
    "bare": _bare,
    "kind": lambda division: _KINDS.get(division.name[-2:], division.name[-1]),
    **{level: partial(_above, level) for level in LEVELS},
}


@cache
def _divisions(digits: int) -> tuple[Division, ...]:
    return tuple(
        division
        for code, division in divisions().items()
        if len(code) == digits and not code.startswith(_OTHER_OFFICES) and not _NO_PLACE.search(division.name)
    )
