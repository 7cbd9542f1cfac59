"""A tiny model trained here and loaded as any other; what cannot be loaded says so at once."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.error import URLError

import pytest

from kg.corpus.grammar import read_grammar
from kg.corpus.passages import Passage
from kg.corpus.templates import sample
from kg.errors import KGError, ModelError, UnknownNameError
from kg.ner import Recogniser, hanlp, hanlp_models
from kg.ontology import LABELS
from kg.types import Article

MakeArticle = Callable[..., Article]

installed = pytest.importorskip("hanlp")
TEMPLATES = Path(__file__).parents[2] / "corpus" / "templates"
PUBLISHED = "CLOSE_TOK_POS_NER_SRL_DEP_SDP_CON_ELECTRA_SMALL_ZH"


def columns(passages: list[Passage]) -> str:
    """A character and its tag a line, as HanLP reads them; white space cannot be told in that form."""
    sentences = []
    for passage in passages:
        tags = ["O"] * len(passage.text)
        for mark in passage.marks:
            tags[mark.start : mark.end] = [f"I-{mark.label}"] * (mark.end - mark.start)
            tags[mark.start] = f"B-{mark.label}"
        pairs = zip(passage.text, tags, strict=True)
        sentences.append("".join(f"{char}\t{tag}\n" for char, tag in pairs if not char.isspace()))
    return "\n".join(sentences)


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return list(sample(read_grammar(TEMPLATES), 60, seed=7, longest=1))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory, passages: list[Passage]) -> Path:
    """A BiLSTM with a CRF that knows sixty passages by heart."""
    from hanlp.components.ner.rnn_ner import RNNNamedEntityRecognizer
    from hanlp.components.taggers.rnn.rnntaggingmodel import RNNTaggingModel

    class Recognizer(RNNNamedEntityRecognizer):  # type: ignore[misc]
        def build_model(self, **settings: Any) -> RNNTaggingModel:
            built = super().build_model(**settings)
            built.crf.batch_first = True
            return built

    folder = tmp_path_factory.mktemp("hanlp")
    data = folder / "train.tsv"
    data.write_text(columns(passages), encoding="utf-8")
    saved = folder / "model"
    with hanlp_models.quiet():
        Recognizer().fit(
            str(data), str(data), str(saved), embed=32, rnn_hidden=48, crf=True, drop=0.1, batch_size=10, epochs=14,
            lr=1e-2, tagging_scheme="BIO", seed=7, devices=-1,
        )  # fmt: skip
    told = json.loads((saved / "config.json").read_text(encoding="utf-8"))
    told["classpath"] = f"{RNNNamedEntityRecognizer.__module__}.{RNNNamedEntityRecognizer.__name__}"
    (saved / "config.json").write_text(json.dumps(told), encoding="utf-8")
    return saved


@pytest.fixture(scope="module")
def recogniser(model: Path) -> Recogniser:
    return hanlp.load_hanlp(str(model))


def test_what_was_learnt_is_found_where_it_stands(
    recogniser: Recogniser, passages: list[Passage], make_article: MakeArticle
) -> None:
    expected = found = right = 0
    for passage in passages:
        gold = {(mark.start, mark.end, mark.label) for mark in passage.marks}
        mentions = list(recogniser(make_article(passage.text)))
        assert all(item.text == passage.text[item.start : item.end] for item in mentions)
        assert {(item.by, item.confidence) for item in mentions} <= {("hanlp", hanlp.CONFIDENCE)}
        spans = {(item.start, item.end, item.label) for item in mentions}
        expected, found, right = expected + len(gold), found + len(spans), right + len(gold & spans)
    assert expected > 100
    assert right / max(expected, found) > 0.9


def test_gaps_and_line_breaks_move_nothing(
    recogniser: Recogniser, passages: list[Passage], make_article: MakeArticle
) -> None:
    for passage in passages[:10]:
        plain = make_article(passage.text.replace("\n", ""))
        spaced = make_article("　　" + " ".join(plain.text) + "\n\n \n" + plain.text)
        expected = [(item.label, item.canonical) for item in recogniser(plain)]
        found = list(recogniser(spaced))
        assert sorted((item.label, item.canonical) for item in found) == sorted(expected * 2)
        assert all(item.text == spaced.text[item.start : item.end] == item.text.strip() for item in found)
        assert all("\n" not in item.text for item in found)


def test_one_model_is_loaded_once(recogniser: Recogniser, model: Path) -> None:
    assert hanlp.load_hanlp(str(model)) is recogniser


def test_nothing_is_printed(
    model: Path, passages: list[Passage], make_article: MakeArticle, capfd: pytest.CaptureFixture[str]
) -> None:
    assert list(hanlp.load_hanlp.__wrapped__(str(model))(make_article(passages[0].text)))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "　\n　", "。"])
def test_next_to_nothing(recogniser: Recogniser, make_article: MakeArticle, text: str) -> None:
    assert list(recogniser(make_article(text))) == []


@pytest.mark.parametrize(("given", "expected"), [(None, True), (False, False), (True, True)])
def test_only_a_crf_that_was_told_nothing_is_repaired(given: bool | None, expected: bool) -> None:
    component, component.model = ModuleType("component"), ModuleType("model")
    component.model.crf = ModuleType("crf")
    component.model.crf.batch_first = given
    hanlp_models._repair(component)
    assert component.model.crf.batch_first is expected


@pytest.mark.parametrize(
    ("tags", "label"),
    [
        ("NR nr PERSON PER", "PERSON"),
        ("NS ns LOCATION LOC GPE FAC FACILITY PLACE", "PLACE"),
        ("NT nt ORGANIZATION ORG", "ORG"),
        ("PROGRAMME", "PROGRAMME"),
        ("POLICY", "POLICY"),
        ("NORP DATE MONEY EVENT LAW MISC nz", None),
    ],
)
def test_tags(tags: str, label: str | None) -> None:
    assert {hanlp._label(tag) for tag in tags.split()} == {label}


def test_our_own_labels_are_tags() -> None:
    assert {label: hanlp.TAGS[label] for label in LABELS} == {label: label for label in LABELS}


class Multitask:
    """As a multitask model answers: a document with tokens of its own making and names counted in tokens."""

    def __init__(self, tokens: Mapping[str, list[str]], names: Mapping[str, list[tuple[str, str, int, int]]]) -> None:
        self.tokens, self.tasks, self.asked = tokens, {"tok/fine": None, "pos/ctb": None, **names}, ""

    def __call__(self, sentences: list[str], tasks: str) -> dict[str, list[Any]]:
        self.asked = tasks
        return {"tok/fine": [self.tokens[text] for text in sentences], tasks: [self.tasks[tasks]] * len(sentences)}


TEXT = " 沂源县　人社\t局 局长Zhang San到场"
TOKENS = {"沂源县人社局局长ZhangSan到场": ["沂源县", "人社局", "局长", "zhangsan", "到场"]}
NAMES = {
    "ner/ontonotes": [("沂源县", "GPE", 0, 1)],
    "ner/pku": [("沂源县人社局", "nt", 0, 2)],
    "ner/msra": [("沂源县人社局", "ORGANIZATION", 0, 2), ("zhangsan", "PERSON", 3, 4), ("局长", "DATE", 2, 3)],
}


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Recogniser]:
    """(component, name="NAME") -> its recogniser, as if it had been loaded under that name."""

    def load(component: object, name: str = "NAME") -> Recogniser:
        monkeypatch.setattr(hanlp, "load_component", lambda name: component)
        return hanlp.load_hanlp.__wrapped__(name)

    return load


@pytest.mark.parametrize(
    ("name", "asked", "expected"),
    [
        ("NAME", "ner/msra", [("ORG", "沂源县　人社\t局"), ("PERSON", "Zhang San")]),
        ("NAME#ner/pku", "ner/pku", [("ORG", "沂源县　人社\t局")]),
        ("NAME#ner/ontonotes", "ner/ontonotes", [("PLACE", "沂源县")]),
    ],
)
def test_a_task_of_a_multitask_model(
    load: Callable[..., Recogniser],
    make_article: MakeArticle,
    name: str,
    asked: str,
    expected: list[tuple[str, str]],
) -> None:
    component = Multitask(TOKENS, NAMES)
    found = list(load(component, name)(make_article(TEXT)))
    assert component.asked == asked
    assert [(item.label, item.text) for item in found] == expected
    assert all(TEXT[item.start : item.end] == item.text for item in found)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("第①批到港口", ["第", "1", "批", "到", "港口"], ["第", "①", "批", "到", "港口"]),
        ("沂\u200b源县城", ["沂", "源县", "城"], ["沂", "源县", "城"]),
        ("沂源县\u200b\u200b", ["沂源", "县"], ["沂源", "县"]),
        ("１２月", ["12", "月"], ["１２", "月"]),
        ("㈱ab", ["(株)", "ab"], ["㈱ab", "b"]),
    ],
)
def test_words_are_found_again_in_the_text(text: str, words: list[str], expected: list[str]) -> None:
    assert [text[slice(*span)] for span in hanlp._align(text, words)] == expected


def test_a_long_sentence_is_cut_behind_a_pause() -> None:
    text = "甲" * 70 + "，" + "乙" * 70 + "；" + "丙" * 250 + "。"
    pieces = [text[slice(*span)] for span in hanlp._cut(text, 0, len(text))]
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= 120
    assert [piece[-1] for piece in pieces[:2]] == ["，", "；"]


def test_words_are_fed_as_words(make_article: MakeArticle) -> None:
    text = "沂源县 民政局　启动"
    assert [text[slice(*unit)] for unit in hanlp._words(text, hanlp.Span(4, len(text)))] == ["民政局", "启动"]


@pytest.mark.parametrize(
    ("name", "component", "message"),
    [
        ("NAME#ner/foo", Multitask({}, NAMES), "NAME has no 'ner/foo'; choose from ner/msra, ner/ontonotes, ner/pku"),
        ("NAME", Multitask({}, {}), "NAME: finds no entities; its tasks are tok/fine, pos/ctb"),
        ("NAME", object(), "NAME: is a object; choose a component of hanlp.components.ner or a multitask model"),
    ],
)
def test_a_model_that_finds_no_entities(
    load: Callable[..., Recogniser], name: str, component: object, message: str
) -> None:
    with pytest.raises(KGError) as caught:
        load(component, name)
    assert str(caught.value).startswith(message)


def test_a_component_has_no_tasks(model: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"has no 'ner/pku'; choose from characters, words$"):
        hanlp.load_hanlp(f"{model}#ner/pku")


def test_a_tag_of_no_known_set(load: Callable[..., Recogniser], make_article: MakeArticle) -> None:
    recogniser = load(Multitask({"沂源": ["沂源"]}, {"ner": [("沂源", "X-TOWN", 0, 1)]}))
    with pytest.raises(ModelError, match=r"tags a name as 'X-TOWN', which is not known; known are FAC, .*GPE.* nt$"):
        list(recogniser(make_article("沂源")))


def test_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hanlp", None)
    with pytest.raises(ModelError) as caught:
        hanlp.load_hanlp("MSRA_NER_BERT_BASE_ZH")
    needs = "--ner hanlp:MSRA_NER_BERT_BASE_ZH needs HanLP; install it with: pip install 'kg-zh[hanlp]'"
    assert str(caught.value) == needs


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder for HanLP's models, and a network where nobody answers."""
    from hanlp.utils import io_util

    def refuse(*_: object, **__: object) -> None:
        raise URLError("no network")

    monkeypatch.setattr(hanlp_models, "urlopen", refuse)
    monkeypatch.setattr(io_util, "get_resource", refuse)
    place = io_util.path_from_url
    monkeypatch.setattr(io_util, "path_from_url", lambda url: place(url, save_dir=str(tmp_path / "home")))
    return tmp_path / "home"


def test_no_network(offline: Path) -> None:
    with pytest.raises(ModelError) as caught:
        hanlp.load_hanlp(f"{PUBLISHED}#ner/pku")
    url = installed.pretrained.ALL[PUBLISHED]
    assert str(caught.value) == (
        f"{PUBLISHED}: needs {url}, which is not on this machine and cannot be reached (no network); download it and "
        f"unpack it as the folder {offline / 'mtl' / Path(url).stem}, "
        "or give the path of a saved model instead of a name"
    )


def test_no_network_for_the_transformer_of_a_saved_model(offline: Path, tmp_path: Path) -> None:
    encoder = {"transformer": "hfl/chinese-electra-180g-small-discriminator"}
    told = {"classpath": "hanlp.components.mtl.multi_task_learning.MultiTaskLearning", "encoder": encoder}
    (tmp_path / "config.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ModelError, match=r"needs https://.*electra_zh_small_\d+_\d+\.zip, which is not on this"):
        hanlp.load_hanlp(str(tmp_path))


@pytest.mark.parametrize("name", ["MSRA_NER_ELEKTRA_SMALL", "msra_ner_electra_small_zh", "models/msra_ner_electra"])
def test_an_unknown_name(offline: Path, name: str) -> None:
    with pytest.raises(ModelError, match=f"^{name}: no folder, and .* publishes; nearest to it: MSRA_NER_ELECTRA_SM"):
        hanlp.load_hanlp(name)


@pytest.mark.parametrize(
    ("file", "told", "message"),
    [
        ("README", "", "is no HanLP model; the folder of one holds meta.json or config.json"),
        ("config.json", '{"model_type": "bert"}', "is no HanLP model; its config.json names no component"),
        ("config.json", "[]", "is no HanLP model; its config.json names no component"),
        ("config.json", "{", "is no HanLP model; its config.json cannot be read (Expecting property name"),
        ("config.json", '{"classpath": "nobody.made.This"}', "HanLP cannot load it: Some modules (nobody"),
        (
            "config.json",
            '{"classpath": "hanlp.components.ner.rnn_ner.RNNNamedEntityRecognizer"}',
            "HanLP cannot load it: ",
        ),
    ],
)
def test_a_folder_without_a_model(
    tmp_path: Path, offline: Path, capfd: pytest.CaptureFixture[str], file: str, told: str, message: str
) -> None:
    (tmp_path / file).write_text(told, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        hanlp.load_hanlp(str(tmp_path))
    assert str(caught.value).startswith(f"{tmp_path}: {message}")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")
