"""Recognisers side by side: characters a second on one core, seconds to load, peak memory.

Run with ``make benchmarks``; ``--characters 100000`` takes less time. Each has a process of its own, all get the same
text: the annotated passages in random orders. Machines are noisy: compare what one run prints. HanLP's BiLSTM-CRF is
trained on a handful of sentences, for its speed alone; without HanLP it is left out.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

CORPUS = Path(__file__).parents[2] / "corpus" / "annotated"
TAGGERS = ("kg", "kg rules", "jieba.posseg", "HanLP BiLSTM-CRF")
RUNS = 3
Tag = Callable[[str], object]


def texts(characters: int) -> list[str]:
    """Passages in random order, again and again, until there are so many characters."""
    from kg.corpus.passages import read_passages

    known = [passage.text for passage in read_passages(CORPUS)]
    rng, chosen, length = random.Random(1), [], 0
    while length < characters:
        chosen.append(rng.choice(known))
        length += len(chosen[-1])
    return chosen


def load_kg(ner: str) -> Tag:
    from kg.ner.choices import choose_recogniser
    from kg.reading.articles import split_articles
    from kg.reading.files import read_text

    recognise = choose_recogniser(ner)
    return lambda text: recognise(split_articles(read_text("page", text)))


def load_jieba() -> Tag:
    import jieba.posseg

    jieba.setLogLevel("WARNING")
    jieba.initialize()
    return lambda text: [jieba.posseg.lcut(line) for line in text.split("\n")]


def load_hanlp() -> Tag:
    import torch
    from hanlp.components.ner.rnn_ner import RNNNamedEntityRecognizer
    from hanlp.layers.crf.crf import CRF

    from kg.ner.hanlp_models import load_component, quiet

    torch.set_num_threads(1)
    folder = Path(tempfile.mkdtemp())
    kept = ["".join(text.split())[:60] for text in texts(4000)[:40]]
    lines = "\n\n".join("\n".join(f"{character}\tO" for character in text) for text in kept)
    (folder / "few.tsv").write_text(lines.replace("O", "B-ORG", 1) + "\n", encoding="utf-8")
    started = CRF.__init__

    def repaired(self: CRF, tags: int, batch_first: bool = True) -> None:
        started(self, tags, True)

    CRF.__init__ = repaired
    with quiet():
        RNNNamedEntityRecognizer().fit(
            str(folder / "few.tsv"), str(folder / "few.tsv"), str(folder / "out"), embed=100, rnn_hidden=128, crf=True,
            batch_size=16, epochs=1, lr=3e-3, tagging_scheme="BIO", devices=-1,
        )  # fmt: skip
    component = load_component(str(folder / "out"))

    def tag(text: str) -> None:
        with quiet():
            component([list(line) for line in text.replace("。", "。\n").split("\n") if line])

    return tag


LOADERS: dict[str, Callable[[], Tag]] = {
    "kg": lambda: load_kg("kg"),
    "kg rules": lambda: load_kg("rules"),
    "jieba.posseg": load_jieba,
    "HanLP BiLSTM-CRF": load_hanlp,
}


def measure(name: str, characters: int) -> None:
    """In a process of its own: one tagger over the whole text, a page of several passages at a time."""
    pages = texts(characters)
    pages = ["\n".join(pages[start : start + 8]) for start in range(0, len(pages), 8)]
    began = time.perf_counter()
    tag = LOADERS[name]()
    tag("湄潭县今天下雨。")
    loaded = time.perf_counter() - began
    started = time.process_time()
    for page in pages:
        tag(page)
    spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"load": loaded, "speed": sum(map(len, pages)) / spent, "peak": peak}))


def main() -> None:
    """Run each tagger a few times in turns, print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--one", choices=TAGGERS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        measure(given.one, given.characters)
        return
    found: dict[str, list[dict[str, float]]] = {name: [] for name in TAGGERS}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    for _ in range(RUNS):
        for name in TAGGERS:
            command = [sys.executable, __file__, "--one", name, "--characters", str(given.characters)]
            done = subprocess.run(command, capture_output=True, text=True, env=os.environ | threads)
            if done.returncode == 0:
                found[name].append(json.loads(done.stdout.splitlines()[-1]))
            elif "hanlp" not in done.stderr:
                raise SystemExit(done.stderr)
    print(f"{'':18} {'characters/s':>14} {'load s':>8} {'peak MB':>8}")
    for name, runs in found.items():
        if runs:
            speed, load, peak = (median(run[key] for run in runs) for key in ("speed", "load", "peak"))
            print(f"{name:18} {speed:14,.0f} {load:8.1f} {peak:8.0f}")
        else:
            print(f"{name:18} {'HanLP is not installed':>31}")


if __name__ == "__main__":
    main()
