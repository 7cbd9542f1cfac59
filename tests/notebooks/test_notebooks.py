"""Every notebook runs from a clean kernel, where nothing was built before, and shows what the stored one shows."""

import importlib.util
import json
import re
import shutil
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="notebooks are run by nbclient: pip install 'kg-zh[test]'")
pytest.importorskip("nbclient", reason="notebooks are run by nbclient: pip install 'kg-zh[test]'")
pytest.importorskip("ipykernel", reason="notebooks need a kernel: pip install 'kg-zh[test]'")

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LARGEST = 300_000
LONGEST_CELL = 20
PICTURES = {"image/png", "image/svg+xml"}
# The beginning of a path of one machine; in base64 anything may stand by chance.
ABSOLUTE = re.compile(r"(?<![\w.:/])(?:/(?:home|Users|root|tmp|var|usr|opt|private|work)/|[A-Z]:\\\\)")
# What a notebook needs that others do not.
NEEDED = {"3-network": "ipysigma"}


@pytest.fixture(scope="module")
def runner():
    spec = importlib.util.spec_from_file_location("run_notebooks", FOLDER / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """The notebooks beside the corpus, and no graph; the first that needs it builds the one they share."""
    place = tmp_path_factory.mktemp("repository")
    shutil.copytree(ROOT / "corpus", place / "corpus", ignore=shutil.ignore_patterns("agreement", "templates"))
    (place / "notebooks").mkdir()
    for path in [*NOTEBOOKS, *FOLDER.glob("*.jsonl")]:
        shutil.copy(path, place / "notebooks")
    return place / "notebooks"


def read(path):
    return nbformat.read(path, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def printed(cell):
    return "".join(output["text"] for output in cell.outputs if output.get("name") == "stdout")


def shown(cell):
    """The kinds of what a cell shows; into how many pieces a kernel cuts what is printed is chance."""
    return [sorted(output["data"]) for output in cell.outputs if "data" in output]


def named(path):
    return path.stem


def test_there_are_five():
    assert [path.stem[0] for path in NOTEBOOKS] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_notebook_shows_again_what_it_shows(path, runner, workplace):
    if path.stem in NEEDED:
        pytest.importorskip(NEEDED[path.stem], reason="pip install 'kg-zh[notebooks]'")
    stored, fresh = read(path), runner.run(workplace / path.name, workplace)
    assert [cell.source for cell in fresh.cells] == [cell.source for cell in stored.cells]
    assert [printed(cell) for cell in code(fresh)] == [printed(cell) for cell in code(stored)]
    assert [shown(cell) for cell in code(fresh)] == [shown(cell) for cell in code(stored)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_notebook_is_stored_small_whole_and_as_it_ran(path):
    notebook = read(path)
    nbformat.validate(notebook)
    assert path.stat().st_size < LARGEST
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))
    outputs = [output for cell in code(notebook) for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    assert "widgets" not in notebook.metadata


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_notebook_tells_nothing_of_the_machine_it_ran_on(path):
    notebook = read(path)
    for cell in code(notebook):
        for output in cell.outputs:
            output.get("data", {}).pop("image/png", None)
    assert not ABSOLUTE.search(json.dumps(notebook, ensure_ascii=False))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_notebook_asks_a_question_and_answers_with_a_picture(path):
    notebook = read(path)
    title = notebook.cells[0].source.splitlines()[0]
    assert title.startswith("# ") and title.endswith("?")
    assert any(PICTURES & output.get("data", {}).keys() for cell in code(notebook) for output in cell.outputs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_notebook_defines_nothing_and_has_short_cells(path):
    cells = [cell.source for cell in code(read(path))]
    assert any(line == "import kg" for cell in cells for line in cell.splitlines())
    assert not [line for cell in cells for line in cell.splitlines() if line.startswith(("def ", "class "))]
    assert max(len(cell.splitlines()) for cell in cells) <= LONGEST_CELL


@pytest.mark.parametrize(
    ("text", "is_absolute"),
    [("/home/anna/kg", True), ("see '/tmp/x/y'", True), ("C:\\\\Users", True), ("../corpus/news", False),
     ("https://example.org/home/x", False), ("graph/out/", False)],
)  # fmt: skip
def test_absolute_paths_are_told_from_others(text, is_absolute):
    assert bool(ABSOLUTE.search(text)) == is_absolute
