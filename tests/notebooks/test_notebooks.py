"""Every notebook runs from a clean kernel and prints what it prints in the repository."""

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="notebooks are run by nbclient: pip install 'kg-zh[test]'")
nbclient = pytest.importorskip("nbclient", reason="notebooks are run by nbclient: pip install 'kg-zh[test]'")
pytest.importorskip("ipykernel", reason="notebooks need a kernel: pip install 'kg-zh[test]'")

FOLDER = Path(__file__).parents[2] / "notebooks"
LARGEST = 200_000


def printed(notebook):
    """What each cell printed; warnings of the kernel itself do not count."""
    return [
        "".join(output["text"] for output in cell.outputs if output.get("name") == "stdout")
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_prints_again_what_it_shows(path):
    stored = nbformat.read(path, as_version=4)
    fresh = nbformat.from_dict(stored)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbclient.NotebookClient(fresh, timeout=120, resources={"metadata": {"path": str(FOLDER)}}).execute()
    assert printed(fresh) == printed(stored)
    assert any(printed(stored))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_is_small_and_defines_nothing(path):
    notebook = nbformat.read(path, as_version=4)
    source = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert path.stat().st_size < LARGEST
    assert not any(line.startswith(("def ", "class ")) for line in source.splitlines())
