"""What --ner may say, and what comes of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KGError, ModelError
from kg.ner import choices
from kg.ner.choices import DEFAULT, choose_recogniser, describe_choice
from kg.ner.network import DESCRIPTION, SHIPPED, WEIGHTS
from kg.types import Article, Mention

Call = tuple[str, dict[str, Any]]


def rule(article: Article) -> Iterator[Mention]:
    """Stands for all rules."""
    yield from ()


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """Who is called with what, instead of calling them; a network is its folder, a HanLP model its name."""
    seen: list[Call] = []

    def record(who: str) -> Any:
        def recognise(articles: Sequence[Article], **keywords: Any) -> list[tuple[Mention, ...]]:
            seen.append((who, keywords))
            return [() for _ in articles]

        return recognise

    monkeypatch.setattr(choices, "load_network", lambda folder: folder)
    monkeypatch.setattr(choices, "load_hanlp", lambda name: f"model {name}")
    monkeypatch.setattr(choices, "rules", lambda: [rule])
    monkeypatch.setattr(choices, "recognise", record("both"))
    monkeypatch.setattr(choices, "recognise_by", record("by"))
    return seen


@pytest.mark.parametrize(
    ("ner", "expected"),
    [
        ("kg", ("both", {"others": [], "network": SHIPPED})),
        ("kg:models/mine", ("both", {"others": [], "network": Path("models/mine")})),
        ("kg:/a b/c:d", ("both", {"others": [], "network": Path("/a b/c:d")})),
        ("kg:rules", ("both", {"others": [], "network": Path("rules")})),
        ("rules", ("by", {"finders": [rule]})),
        ("hanlp:X", ("by", {"finders": ["model X"]})),
        ("hanlp:X/y#ner/pku", ("by", {"finders": ["model X/y#ner/pku"]})),
        ("hanlp:http://a.b/c", ("by", {"finders": ["model http://a.b/c"]})),
        ("kg+hanlp:X", ("both", {"others": ["model X"], "network": SHIPPED})),
        ("kg:mine+hanlp:X", ("both", {"others": ["model X"], "network": Path("mine")})),
        ("rules+hanlp:X", ("by", {"finders": [rule, "model X"]})),
    ],
)
def test_choices(calls: list[Call], ner: str, expected: Call) -> None:
    assert choose_recogniser.__wrapped__(ner)([]) == []
    assert calls == [expected]


REFUSED = [
    "", " ", "bert", "KG", "kg ", "rules:x", "rules:x+hanlp:y", "kg:", "hanlp", "hanlp:", "kg+hanlp:", "kg+rules",
    "rules+kg", "kg+", "+kg", "+hanlp:X", "kghanlp:X", "kg+bert:X", "hanlp:\n", "xkg", "kgrules",
]  # fmt: skip


@pytest.mark.parametrize("ner", REFUSED)
def test_refused(calls: list[Call], ner: str) -> None:
    allowed = "kg, kg:FOLDER, rules, hanlp:NAME_OR_PATH, kg+hanlp:NAME_OR_PATH, rules+hanlp:NAME_OR_PATH"
    for ask in (choose_recogniser.__wrapped__, describe_choice):
        with pytest.raises(KGError) as caught:
            ask(ner)
        assert str(caught.value) == f"--ner {ner}: unknown; allowed: {allowed}"
    assert not calls


def test_a_network_that_is_not_there() -> None:
    with pytest.raises(ModelError, match=r"no-such-folder: no trained recogniser there"):
        choose_recogniser("kg:no-such-folder")


def test_a_choice_is_made_once() -> None:
    assert choose_recogniser("rules") is choose_recogniser("rules")
    assert choose_recogniser(DEFAULT) is choose_recogniser("kg")


@pytest.mark.parametrize("ner", ["kg", "rules", "hanlp:X", "kg+hanlp:X", "rules+hanlp:X", f"kg:{SHIPPED}"])
def test_what_is_shipped_needs_no_digest(ner: str) -> None:
    assert describe_choice(ner) == ner


@pytest.mark.parametrize("name", [WEIGHTS, DESCRIPTION])
@pytest.mark.parametrize("more", ["", "+hanlp:X"])
def test_foreign_weights_have_a_digest(tmp_path: Path, name: str, more: str) -> None:
    ner = f"kg:{tmp_path}{more}"
    nothing = describe_choice(ner)
    (tmp_path / name).write_bytes(b"one")
    one = describe_choice(ner)
    (tmp_path / name).write_bytes(b"two")
    two = describe_choice(ner)
    assert len({nothing, one, two}) == 3 and all(text.startswith(f"{ner}+") for text in (nothing, one, two))
    (tmp_path / name).write_bytes(b"one")
    assert describe_choice(ner) == one
