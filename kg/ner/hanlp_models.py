"""Loading HanLP models without a surprise: nothing printed, no long wait, and one line when it cannot be."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from kg.errors import ModelError

# How long the server with HanLP's models may take to answer, in seconds.
_PATIENCE = 3.0
# What describes a saved component; the first is that of HanLP 2.0.
_DESCRIPTIONS = ("meta.json", "config.json")
_CLASS = ("classpath", "class_path")


def load_component(name: str) -> Any:
    """The HanLP component published under that name or saved in that folder.

    What is not on this machine is downloaded by HanLP into its own folder, if its server answers. A model names the
    classes that it is made of: load only what you trust.

    Raises ModelError: HanLP is not installed, has no such name or cannot be reached; the folder holds no model.
    """
    with quiet():
        try:
            import hanlp
        except ImportError as error:
            reason = f"--ner hanlp:{name} needs HanLP; install it with: pip install 'kg-zh[hanlp]'"
            raise ModelError(reason) from error
        path = Path(name).expanduser()
        folder = path if path.exists() else _fetch(name, _published(name))
        for url in _encoders(_describe(folder, name)):
            _expect(name, url)
        try:
            component = hanlp.load(str(folder), verbose=False)
        except Exception as error:  # a damaged model or a missing library of its own may raise anything
            raise ModelError(f"{name}: HanLP cannot load it: {_reason(error)}") from error
    _repair(component)
    return component


@contextmanager
def quiet() -> Iterator[None]:
    """HanLP and transformers print progress, advice and warnings; none of it reaches the terminal."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        yield


def _published(name: str) -> str:
    """The URL of a name of HanLP's, MSRA_NER_BERT_BASE_ZH; a miss tells the names nearest to it."""
    from hanlp.pretrained import ALL

    if name in ALL:
        return str(ALL[name])
    nearest = get_close_matches(name.upper(), [known for known in ALL if "_NER_" in known], n=3, cutoff=0)
    raise ModelError(f"{name}: no folder, and no model that HanLP publishes; nearest to it: {', '.join(nearest)}")


def _fetch(name: str, url: str) -> Path:
    """The folder of a published model, downloaded or unpacked by HanLP where it has not been yet."""
    from hanlp.utils.io_util import get_resource

    _expect(name, url)
    try:
        return Path(get_resource(url, verbose=False))
    except Exception as error:  # whatever a network or an archive cut short may raise
        raise ModelError(f"{name}: HanLP cannot download or unpack {url}: {_reason(error)}") from error


def _expect(name: str, url: str) -> None:
    """Say at once what HanLP finds out only after many attempts: that it cannot have what it needs."""
    from hanlp.utils.io_util import path_from_url, split_if_compressed

    archive = path_from_url(url)
    folder, _ = split_if_compressed(archive)
    if Path(folder).exists() or Path(archive).exists():
        return
    if refusal := _refusal(url):
        raise ModelError(
            f"{name}: needs {url}, which is not on this machine and cannot be reached ({refusal}); "
            f"download it and unpack it as the folder {folder}, or give the path of a saved model instead of a name"
        )


def _refusal(url: str) -> str:
    """Why nobody answers there; empty if somebody does, whatever the answer."""
    try:
        with urlopen(Request(url, method="HEAD"), timeout=_PATIENCE):
            return ""
    except HTTPError:
        return ""
    except OSError as error:
        return str(getattr(error, "reason", error))


def _describe(folder: Path, name: str) -> dict[str, Any]:
    """What a saved component says of itself."""
    file = next((folder / known for known in _DESCRIPTIONS if (folder / known).is_file()), None)
    if file is None:
        raise ModelError(f"{name}: is no HanLP model; the folder of one holds {' or '.join(_DESCRIPTIONS)}")
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{name}: is no HanLP model; its {file.name} cannot be read ({error})") from error
    if not isinstance(told, dict) or not any(told.get(key) for key in _CLASS):
        raise ModelError(f"{name}: is no HanLP model; its {file.name} names no component ({' or '.join(_CLASS)})")
    return told


def _encoders(told: dict[str, Any]) -> Iterator[str]:
    """The URLs of what a component loads besides its own folder: the vocabulary and shape of its transformer."""
    from hanlp.layers.transformers.resource import model_mirrors, tokenizer_mirrors

    texts = set(_texts(told))
    yield from (url for table in (tokenizer_mirrors, model_mirrors) for key, url in table.items() if key in texts)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _reason(error: BaseException) -> str:
    """One line; what went wrong first where HanLP failed again on its way to report it."""
    while isinstance(error.__context__, Exception) and not error.__suppress_context__:
        error = error.__context__
    return next(iter(str(error).strip().splitlines()), "") or type(error).__name__


def _repair(component: Any) -> None:
    """Make a CRF read its batches sentence by sentence.

    The RNN tagger of hanlp 2.1.5 hands its CRF None where that expects ``batch_first``, and so every sentence is
    decoded across the batch. A HanLP that hands over a truth value is left alone.
    """
    crf = getattr(getattr(component, "model", None), "crf", None)
    if crf is not None and crf.batch_first is None:
        crf.batch_first = True
