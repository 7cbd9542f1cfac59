"""Run the notebooks from clean kernels and store what they show: ``python notebooks/run.py [NAME.ipynb …]``.

What is stored is what a reader sees on the web: pictures, tables, printed lines. Left out are warnings, times, and
interactive widgets, which need a running kernel.
"""

import sys
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path

import nbclient
import nbformat
from PIL import Image

FOLDER = Path(__file__).parent
WIDGET = "application/vnd.jupyter.widget-view+json"
SECONDS = 300
SHADES = 256


def run(path: Path, folder: Path) -> nbformat.NotebookNode:
    """A notebook with fresh outputs, as run in a folder. Raises nbclient's CellExecutionError if a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = nbclient.NotebookClient(notebook, timeout=SECONDS, resources={"metadata": {"path": str(folder)}})
    return tidy(client.execute())


def tidy(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Without what differs from run to run or needs a kernel to be seen."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata.language_info = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if _is_kept(output)]
            for data in (output.data for output in cell.outputs if "image/png" in output.get("data", {})):
                data["image/png"] = smaller(data["image/png"])
    return notebook


def smaller(picture: str) -> str:
    """A PNG in base64 with a palette: a diagram has few colours, and loses two thirds of its bytes."""
    with BytesIO(b64decode(picture)) as given, BytesIO() as made:
        # Of the ways to choose a palette the one that keeps the colours of small dots.
        few = Image.open(given).convert("RGB").quantize(SHADES, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(made, "PNG", optimize=True)
        return b64encode(made.getvalue()).decode()


def _is_kept(output: nbformat.NotebookNode) -> bool:
    return output.get("name") != "stderr" and WIDGET not in output.get("data", {})


def main(names: list[str]) -> None:
    """Run the named notebooks, or all, one after the other, and write them back."""
    for path in [FOLDER / Path(name).name for name in names] or sorted(FOLDER.glob("*.ipynb")):
        notebook = run(path, FOLDER)
        nbformat.write(notebook, path)
        print(f"{path.name}  {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
