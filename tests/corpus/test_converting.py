import json
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner, Result
from spacy.tokens import DocBin

from kg.cli import cli
from kg.corpus.comparing import compare, differences
from kg.corpus.converting import to_annotation, to_docbin, to_record
from kg.corpus.counting import count, to_markdown
from kg.corpus.passages import Passage, parse_passages
from kg.errors import KGError
from kg.evaluate import Tally, read_annotations

TEXT = """=== a-1
place: 贵州省 遵义市 湄潭县
kind: daily
topic: rural
cases: use
part: train
---
{湄潭县|PLACE}推出“{茶海
管家|PROGRAMME}”服务，{县委|ORG|湄潭县委}组织。
---
launches 推出: 湄潭县 -> 茶海管家
leads 组织: 湄潭县委 + 湄潭县 -> 茶海管家

=== a-2
place: 云南省
kind: daily
topic: rural
part: test
noise: wrapped
---
𠮷祥的一天。
---
"""
PASSAGES = tuple(parse_passages(TEXT, "a"))


def other(old: str, new: str) -> list[Passage]:
    assert old in TEXT
    return list(parse_passages(TEXT.replace(old, new), "b"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["corpus", *map(str, words)], prog_name="kg")


def test_a_record_is_what_the_scorer_reads() -> None:
    record = to_record(PASSAGES[0])
    assert record["file"] == "a-1"
    assert record["entities"][1] == {
        "start": 6,
        "end": 11,
        "label": "PROGRAMME",
        "text": "茶海\n管家",
        "canonical": "茶海管家",
    }
    assert [tuple(entry.values()) for entry in record["relations"]] == [
        ("湄潭县", "launches", "茶海管家", "推出"),
        ("湄潭县委", "leads", "茶海管家", "组织"),
        ("湄潭县", "leads", "茶海管家", "组织"),
    ]
    assert to_annotation(PASSAGES[0]).names[15, 17, "ORG"] == "湄潭县委"


def test_docs_hold_what_the_passages_hold() -> None:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    packed = DocBin().from_bytes(to_docbin(PASSAGES).to_bytes())
    docs = list(packed.get_docs(nlp.vocab))
    assert [doc.text for doc in docs] == [passage.text for passage in PASSAGES]
    for doc, passage in zip(docs, PASSAGES, strict=True):
        found = [(ent.start_char, ent.end_char, ent.label_, ent.kb_id_) for ent in doc.ents]
        assert found == list(passage.marks)
        assert doc.user_data["id"] == passage.id
        assert len(doc.user_data["relations"]) == len(list(passage.triples))


def test_counts() -> None:
    counts = count(PASSAGES)
    assert (counts.passages, counts.marks, counts.names, counts.triples, counts.divisions) == (2, 3, 3, 3, 2)
    assert counts.characters == len("湄潭县推出“茶海管家”服务，县委组织。𠮷祥的一天。")
    assert counts.by["relation"] == {"leads": 2, "launches": 1}
    assert counts.by["province"] == {"贵州省": 1, "云南省": 1}
    lines = list(to_markdown(counts))
    assert "| passages | 2 |" in lines
    assert lines.index("| leads | 2 |") < lines.index("| launches | 1 |")


def test_an_annotation_agrees_with_itself() -> None:
    figures = compare(PASSAGES, PASSAGES).pooled
    assert figures["mention"] == Tally(3, 3, 3)
    assert figures["relation"] == Tally(3, 3, 3)
    assert list(differences({passage.id: passage for passage in PASSAGES}, PASSAGES)) == []


def test_only_what_the_second_annotated_is_compared() -> None:
    second = other("{县委|ORG|湄潭县委}", "县委")[:1]
    second[0] = parse_one(TEXT.replace("{县委|ORG|湄潭县委}", "县委").replace("湄潭县委 + ", ""))
    figures = compare(PASSAGES, second).pooled
    assert figures["mention"] == Tally(2, 2, 3)
    assert figures["relation"] == Tally(2, 2, 3)
    assert list(differences({passage.id: passage for passage in PASSAGES}, second)) == [
        "a-1: first only: ORG 县委 (湄潭县委) in “茶海管家”服务，县委组织。",
        "a-1: first only: leads 组织: 湄潭县委 -> 茶海管家",
    ]


def test_a_turned_relation_is_a_difference() -> None:
    second = parse_one(TEXT.replace("推出: 湄潭县 -> 茶海管家", "推出: 茶海管家 -> 湄潭县"))
    assert list(differences({passage.id: passage for passage in PASSAGES}, [second])) == [
        "a-1: first only: launches 推出: 湄潭县 -> 茶海管家",
        "a-1: second only: launches 推出: 茶海管家 -> 湄潭县",
    ]


def parse_one(text: str) -> Passage:
    return next(parse_passages(text, "b"))


def test_annotations_of_different_texts_are_not_compared() -> None:
    with pytest.raises(KGError, match=r"a-1: the two annotations are of different texts; at 12: '服务"):
        compare(PASSAGES, other("服务", "帮忙"))
    with pytest.raises(KGError, match="no first annotation of b-9"):
        compare(PASSAGES, other("a-2", "b-9"))


def test_check_says_what_is_wrong_and_fails(folder: Path) -> None:
    terms = (
        "[part]\ntrain=''\ntest=''\n[noise]\nnone=''\nwrapped=''\n[kind]\ndaily=''\n[topic]\nrural=''\n[case]\nuse=''\n"
    )
    (folder / "terms.toml").write_text(terms, encoding="utf-8")
    good = run("check", folder)
    assert (good.exit_code, good.stdout) == (0, "")
    (folder / "a.txt").write_text(TEXT.replace("kind: daily", "kind: novel", 1), encoding="utf-8")
    bad = run("check", folder)
    assert (bad.exit_code, bad.stdout) == (1, "a-1: kind 'novel'; allowed: daily\n")


def test_convert_writes_text_and_gold_that_fit(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("convert", folder, "--to", "json", "-o", out).exit_code == 0
    gold = read_annotations(out / "gold")
    assert list(gold) == ["a-1.txt", "a-2.txt"]
    text = (out / "text" / "a-1.txt").read_text(encoding="utf-8")
    assert text[6:11] == json.loads((out / "gold" / "a-1.json").read_text(encoding="utf-8"))["entities"][1]["text"]
    assert run("convert", folder, "--to", "spacy", "-o", tmp_path / "a.spacy", "--part", "test").exit_code == 0
    assert len(DocBin().from_disk(tmp_path / "a.spacy")) == 1


@pytest.mark.parametrize(
    ("form", "out", "reason"),
    [
        ("json", "a.txt", "cannot be written"),
        ("json", "held", "holds passages already; give a new folder"),
        ("spacy", "missing/a.spacy", "cannot be written (No such file or directory)"),
        ("spacy", "held", "cannot be written (Is a directory)"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_line(folder: Path, form: str, out: str, reason: str) -> None:
    (folder / "held" / "gold").mkdir(parents=True)
    (folder / "held" / "gold" / "b.json").write_text("{}", encoding="utf-8")
    done = run("convert", folder / "a.txt", "--to", form, "-o", folder / out)
    assert done.exit_code == 1
    assert reason in done.stderr
    assert "Traceback" not in done.output


def test_compare_count_and_sample_print(folder: Path) -> None:
    assert "mention" in run("compare", folder, folder, "--differences").stdout
    assert "| passages | 1 |" in run("count", folder, "--part", "test").stdout
    templates = Path(__file__).parents[2] / "corpus" / "templates"
    made = run("sample", templates, "-n", 30, "--seed", 4, "--rough", 0.5)
    noises = [passage.noise for passage in parse_passages(made.stdout, "stdout")]
    assert len(noises) == 30
    assert 5 < sum(noise != "none" for noise in noises) < 25


def test_evaluate_takes_passages_with_their_text(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["evaluate", str(folder), "--json"], prog_name="kg")
    assert set(json.loads(done.stdout)["documents"]) == {"a-1", "a-2"}
    part = CliRunner().invoke(cli, ["evaluate", str(folder), "--json", "--part", "test"], prog_name="kg")
    assert set(json.loads(part.stdout)["documents"]) == {"a-2"}
    both = CliRunner().invoke(cli, ["evaluate", str(folder), "a.txt", "--part", "test"], prog_name="kg")
    assert both.exit_code == 2
    twice = CliRunner().invoke(cli, ["evaluate", str(folder / "a.txt"), "a.txt"], prog_name="kg")
    assert "leave SOURCE out" in twice.output
    (folder / "gold").mkdir()
    none = CliRunner().invoke(cli, ["evaluate", str(folder / "gold")], prog_name="kg")
    assert "name the SOURCEs it annotates" in none.output
