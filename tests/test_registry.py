"""Named plug-ins: found by importing their package once, and never one over another."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import UnknownNameError
from kg.registry import Registry

PLUGIN = "from {package} import shapes\n\n\n@shapes('{name}')\ndef draw():\n    return '{name}'\n"


def make_package(folder: Path, name: str, **modules: str) -> None:
    """A package whose __init__ holds the registry ``shapes``, and its modules."""
    home = folder / name
    home.mkdir()
    (home / "__init__.py").write_text(f"from kg.registry import Registry\n\nshapes = Registry({name!r})\n")
    for module, code in modules.items():
        (home / f"{module}.py").write_text(code)


def registry_of(name: str) -> Registry[object]:
    __import__(name)
    shapes: Registry[object] = sys.modules[name].shapes
    return shapes


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_a_new_file_is_the_whole_change(folder: Path) -> None:
    make_package(folder, "shapes_found", b=PLUGIN.format(package="shapes_found", name="square"), a="x = 1\n")
    (folder / "shapes_found" / "c.py").write_text(PLUGIN.format(package="shapes_found", name="circle"))
    shapes = registry_of("shapes_found")
    assert shapes.names() == ["circle", "square"]
    assert list(shapes) == ["circle", "square"]
    assert len(shapes) == 2
    assert shapes["square"]() == "square"  # type: ignore[operator]


def test_nothing_is_imported_before_the_first_look(folder: Path) -> None:
    make_package(folder, "shapes_lazy", heavy="raise RuntimeError('imported')\n")
    shapes = registry_of("shapes_lazy")
    assert "shapes_lazy.heavy" not in sys.modules
    with pytest.raises(RuntimeError, match="imported"):
        shapes.names()


def test_discovery_that_failed_is_tried_again(folder: Path) -> None:
    make_package(folder, "shapes_broken", a="import no_such_module_anywhere\n")
    shapes = registry_of("shapes_broken")
    for _ in range(2):
        with pytest.raises(ModuleNotFoundError, match="no_such_module_anywhere"):
            shapes.names()
    (folder / "shapes_broken" / "a.py").write_text(PLUGIN.format(package="shapes_broken", name="repaired shape"))
    assert shapes.names() == ["repaired shape"]


def test_a_miss_lists_the_names() -> None:
    shapes: Registry[int] = Registry("kg.ner")
    shapes("square")(4)
    shapes("line")(2)
    with pytest.raises(UnknownNameError, match=r"^kg\.ner has no 'cube'; choose from line, square$"):
        shapes["cube"]


def test_a_name_is_given_once() -> None:
    shapes: Registry[int] = Registry("kg.ner")
    shapes("square")(4)
    with pytest.raises(ValueError, match=r"kg\.ner: 'square' is registered twice"):
        shapes("square")(5)
    assert shapes["square"] == 4


def test_the_decorator_gives_back_what_it_decorates() -> None:
    shapes: Registry[Callable[[], int]] = Registry("kg.ner")

    @shapes("square")
    def square() -> int:
        return 4

    assert shapes["square"] is square
    assert square() == 4
