"""What --relations may say, and what comes of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KGError, ModelError
from kg.relations import choices
from kg.relations.choices import ALLOWED, DEFAULT, choose_relater, describe_choice
from kg.relations.scorer import DESCRIPTION, SHIPPED, WEIGHTS, Scorer
from kg.types import Article, Mention

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]

LAUNCH = "[青田县|PLACE]启动“[侨乡灯火|PROGRAMME]”。"


@pytest.mark.parametrize(
    ("relations", "folder"),
    [
        ("kg", SHIPPED),
        ("kg:models/mine", Path("models/mine")),
        ("kg:/a b/c:d", Path("/a b/c:d")),
        ("kg:rules", Path("rules")),
        ("kg:~/mine", Path.home() / "mine"),
    ],
)
def test_a_scorer_is_loaded_from_its_folder(
    monkeypatch: pytest.MonkeyPatch, read: Read, opine: Callable[..., Scorer], relations: str, folder: Path
) -> None:
    loaded: list[Path] = []

    def load(given: Path) -> Scorer:
        loaded.append(given)
        return opine({"participatesIn": 3.0})

    monkeypatch.setattr(choices, "load_scorer", load)
    relate = choose_relater.__wrapped__(relations)
    assert [found.relation for found in relate(*read(LAUNCH))] == ["participatesIn"]
    assert loaded == [folder]


def test_rules_need_no_scorer(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    monkeypatch.setattr(choices, "load_scorer", lambda folder: pytest.fail("loaded"))
    relate = choose_relater.__wrapped__("rules")
    assert [(found.relation, found.by) for found in relate(*read(LAUNCH))] == [("launches", "verbs")]


def test_the_default_is_the_shipped_scorer(read: Read) -> None:
    assert choose_relater() is choose_relater()
    assert choose_relater()(*read(LAUNCH)) == choose_relater(DEFAULT)(*read(LAUNCH))


@pytest.mark.parametrize("relations", ["", "nonsense", "kg:", "rule", "rules:mine", "kg+rules", " kg", "KG"])
def test_anything_else_is_refused(relations: str) -> None:
    for use in (choose_relater, describe_choice):
        with pytest.raises(KGError) as caught:
            use(relations)
        assert str(caught.value) == f"--relations {relations}: unknown; allowed: {ALLOWED}"


def test_a_folder_without_a_scorer_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"{tmp_path}: no trained scorer there"):
        choose_relater(f"kg:{tmp_path}")


@pytest.mark.parametrize("relations", ["kg", "rules", f"kg:{SHIPPED}"])
def test_what_this_program_holds_is_described_by_its_name(relations: str) -> None:
    assert describe_choice(relations) == relations


def test_foreign_weights_are_described_by_what_is_in_them(tmp_path: Path) -> None:
    choice = f"kg:{tmp_path}"
    seen = [describe_choice(choice)]
    for name, data in ((WEIGHTS, b"one"), (WEIGHTS, b"two"), (DESCRIPTION, b"{}")):
        (tmp_path / name).write_bytes(data)
        assert describe_choice(choice) == describe_choice(choice)
        seen.append(describe_choice(choice))
    assert len(set(seen)) == 4
    assert all(description.startswith(f"{choice}+") for description in seen)
