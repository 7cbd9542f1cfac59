"""Hand-made documents: no reader, no model, three sources about two cities."""

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg.assemble import assemble
from kg.database import plain
from kg.evidence import Evidence
from kg.types import (
    Article,
    Derived,
    Document,
    Entity,
    Extraction,
    Label,
    Mention,
    Modality,
    OpenRelation,
    Paragraph,
    Part,
    Polarity,
    Quantity,
    Relation,
    Source,
    Span,
)

# The same examples in every run, however slow the machine: a test that fails must fail again.
settings.register_profile(
    "kg",
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("kg")


@dataclass(frozen=True)
class Stated:
    """A relation by the text of its ends and its trigger; each is looked for in its sentence."""

    head: str
    relation: str
    tail: str
    trigger: str
    sentence: str
    modality: Modality = "done"
    polarity: Polarity = "positive"
    when: str | None = None
    quantity: Quantity | None = None
    confidence: float = 0.9


@dataclass(frozen=True)
class Draft:
    """An article to be: its paragraphs, the entity each name stands for, what is stated, divisions not mentioned.

    What is stated openly has its verb for a relation; what is derived is (subject, relation, object, rule).
    """

    paragraphs: tuple[str, ...]
    names: dict[str, Entity]
    stated: tuple[Stated, ...] = ()
    published: date | None = None
    surroundings: tuple[Entity, ...] = ()
    openly: tuple[Stated, ...] = ()
    derived: tuple[tuple[Entity, str, Entity, str], ...] = ()


def entity(label: Label, name: str, region: str = "", code: str = "", parent: str = "") -> Entity:
    identity = hashlib.sha256(f"{label}|{name}|{region}".encode()).hexdigest()[:16]
    return Entity(identity, label, name, code, region, parent)


def document(path: str, *drafts: Draft) -> Document:
    """A source in which every paragraph is indented by two ideographic spaces; names are found wherever they stand."""
    lines = "\n\n".join("\n".join("　　" + paragraph for paragraph in draft.paragraphs) for draft in drafts)
    digest = hashlib.sha256(lines.encode()).hexdigest()
    source = Source(Path(path).name, path, digest, "utf-8", lines, (Part(lines, range(len(lines))),))
    extractions, at = [], 0
    for number, draft in enumerate(drafts):
        extraction, at = _extraction(source, number, draft, at)
        extractions.append(extraction)
    return Document(source, tuple(extractions))


def _extraction(source: Source, number: int, draft: Draft, at: int) -> tuple[Extraction, int]:
    text, offsets, paragraphs = "", [], []
    for place, paragraph in enumerate(draft.paragraphs):
        start = source.text.index(paragraph, at)
        if text:
            text += "\n"
            offsets.append(at)
        at = start + len(paragraph)
        paragraphs.append(Paragraph(len(text), len(text) + len(paragraph), "body" if place else "title"))
        text += paragraph
        offsets.extend(range(start, at))
    article = Article(
        f"{source.digest[:12]}-{number}", source.name, draft.paragraphs[0], text, offsets, tuple(paragraphs),
        draft.published, "新港日报", f"https://news.example/{source.digest[:6]}/{number}",
    )  # fmt: skip
    names = "|".join(sorted(map(re.escape, draft.names), key=lambda name: (-len(name), name))) or r"\Z\A."
    mentions = tuple(_mention(found, draft.names[found[0]]) for found in re.finditer(names, text))
    entities = (*(draft.names[mention.text] for mention in mentions), *draft.surroundings)
    relations = tuple(_relation(stated, text, mentions) for stated in draft.stated)
    openly = tuple(_open(_relation(stated, text, mentions)) for stated in draft.openly)
    derived = tuple(Derived(one.id, relation, other.id, rule) for one, relation, other, rule in draft.derived)
    return Extraction(article, mentions, entities, relations, openly, derived), at


def _mention(found: re.Match[str], entity: Entity) -> Mention:
    reason = "" if plain(found[0]) == plain(entity.name) else "region-prefix"
    return Mention(*found.span(), entity.label, found[0], entity.name, 0.9, "hand", reason)


def _open(relation: Relation) -> OpenRelation:
    return OpenRelation(
        relation.head, relation.relation, relation.tail, relation.at, relation.sentence, relation.when,
        relation.quantity, relation.modality, relation.polarity, relation.confidence,
    )  # fmt: skip


def _relation(stated: Stated, text: str, mentions: tuple[Mention, ...]) -> Relation:
    start = text.index(stated.sentence)
    sentence = Span(start, start + len(stated.sentence))
    within = {m.text: m for m in reversed(mentions) if sentence.start <= m.start and m.end <= sentence.end}
    trigger = text.index(stated.trigger, *sentence)
    return Relation(
        within[stated.head], stated.relation, within[stated.tail], stated.trigger,
        Span(trigger, trigger + len(stated.trigger)), sentence, stated.when, stated.quantity,
        stated.modality, stated.polarity, stated.confidence, "hand",
    )  # fmt: skip


PROVINCE = entity("PLACE", "东屿省", code="990000")
XINGANG = entity("PLACE", "新港市", code="990100", parent=PROVINCE.id)
BAISHA = entity("PLACE", "白沙市", code="990200", parent=PROVINCE.id)
HAIWAN = entity("PLACE", "海湾区", code="990101", region="990100", parent=XINGANG.id)
ROAD_IN_XINGANG = entity("PLACE", "中山路", region="990100", parent=XINGANG.id)
ROAD_IN_BAISHA = entity("PLACE", "中山路", region="990200", parent=BAISHA.id)
PARK = entity("PLACE", "海棠公园", region="990100", parent=HAIWAN.id)
BUREAU = entity("ORG", "海湾区人社局", region="990100", parent=HAIWAN.id)
COLLEGE = entity("ORG", "新港海洋学院", region="990100", parent=XINGANG.id)
COMPANY = entity("ORG", "白沙城建集团", region="990200", parent=BAISHA.id)
SPARK = entity("PROGRAMME", "星火工程")
HOTLINE = entity("PROGRAMME", "海螺热线")
RULES = entity("POLICY", "海湾区就业服务办法")
DIRECTOR = entity("PERSON", "林远舟")
NAMES = {
    "海湾区": HAIWAN,
    "新港市": XINGANG,
    "海棠公园": PARK,
    "区人社局": BUREAU,
    "海湾区人社局": BUREAU,
    "海洋学院": COLLEGE,
    "白沙市": BAISHA,
    "白沙城建集团": COMPANY,
    "“星火工程”": SPARK,
    "星火工程": SPARK,
    "“海螺热线”": HOTLINE,
    "《海湾区就业服务办法》": RULES,
    "林远舟": DIRECTOR,
}

STARTED = "海湾区2月启动“星火工程”，林远舟任区人社局局长。"
TRAINED = Quantity("100名", 100.0, "名", "人才")
SIGNED = "区人社局与海洋学院签约，双方共育人才100名。"
RENEWED = "新港市改造中山路，海洋学院与海湾区人社局携手服务商户。"
VISITED = "林远舟走访海洋学院，没有走进海棠公园。"
OPENED = "白沙城建集团建成中山路，白沙市开通“海螺热线”。"
ISSUED = "区人社局出台《海湾区就业服务办法》，推动星火工程。"

LAUNCH = Draft(
    ("海湾区启动“星火工程”", STARTED + SIGNED, "区人社局没有参与“海螺热线”。海湾区将建设海棠公园。"),
    NAMES,
    (
        Stated("海湾区", "launches", "“星火工程”", "启动", STARTED, when="2024-02-01/2024-02-29"),
        Stated("林远舟", "holdsPost", "区人社局", "任", STARTED),
        Stated("区人社局", "cooperatesWith", "海洋学院", "签约", SIGNED, quantity=TRAINED),
        Stated("区人社局", "participatesIn", "“海螺热线”", "参与", "区人社局没有参与“海螺热线”。", polarity="negative"),
        Stated("海湾区", "builds", "海棠公园", "建设", "海湾区将建设海棠公园。", modality="planned"),
    ),
    date(2024, 2, 8),
    (XINGANG, PROVINCE),
    derived=(
        (BUREAU, "within", HAIWAN, "body-region"),
        (HAIWAN, "within", XINGANG, "division-code"),
        (COLLEGE, "partOf", BUREAU, "party-unit"),
    ),
)
STREET = Draft(
    ("中山路换新颜", RENEWED, VISITED),
    NAMES | {"中山路": ROAD_IN_XINGANG},
    (
        Stated("新港市", "builds", "中山路", "改造", RENEWED),
        Stated("海洋学院", "cooperatesWith", "海湾区人社局", "携手", RENEWED, confidence=0.8),
    ),
    date(2024, 3, 1),
    (HAIWAN, PROVINCE),
    (
        Stated("林远舟", "走访", "海洋学院", "走访", VISITED, when="2024-02-23/2024-03-01"),
        Stated("林远舟", "走进", "海棠公园", "走进", VISITED, polarity="negative", confidence=0.6),
    ),
    ((BUREAU, "within", HAIWAN, "body-region"),),
)
OTHER_CITY = Draft(
    ("白沙市中山路通车", OPENED),
    NAMES | {"中山路": ROAD_IN_BAISHA},
    (
        Stated("白沙城建集团", "builds", "中山路", "建成", OPENED),
        Stated("白沙市", "launches", "“海螺热线”", "开通", OPENED),
    ),
    surroundings=(PROVINCE,),
)
PARK_OPENS = Draft(
    ("公园建成", "海湾区建成海棠公园。" + ISSUED),
    NAMES,
    (
        Stated("海湾区", "builds", "海棠公园", "建成", "海湾区建成海棠公园。"),
        Stated("区人社局", "issues", "《海湾区就业服务办法》", "出台", ISSUED),
        Stated("区人社局", "launches", "星火工程", "推动", ISSUED, modality="ongoing"),
    ),
    date(2024, 9, 30),
    (XINGANG, PROVINCE),
)


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    """Three sources, four articles: 14 nodes of all labels, 11 facts, one of them planned and one denied,
    2 open facts, 3 derived ones.

    Two streets are called 中山路; 东屿省 contains both cities and is never mentioned.
    """
    return [
        document("news/xingang.txt", LAUNCH, STREET),
        document("news/baisha.txt", OTHER_CITY),
        document("news/park.txt", PARK_OPENS),
    ]


@pytest.fixture(scope="session")
def built_graph(tmp_path_factory: pytest.TempPathFactory, documents: list[Document]) -> Path:
    """The assembled graph of `documents`, made once; tests take a copy."""
    folder = tmp_path_factory.mktemp("built") / "graph"
    with Evidence.open(folder) as evidence:
        for item in documents:
            evidence.replace(item, "hand-made")
        assemble(evidence.connection)
    return folder


@pytest.fixture(scope="session")
def news_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sample corpus with all views and what is inferred, made once; for reading only."""
    from kg.pipeline import build

    folder = tmp_path_factory.mktemp("news") / "graph"
    build([str(Path(__file__).parents[1] / "corpus" / "news")], folder, infer=True)
    return folder


@pytest.fixture
def graph_folder(tmp_path: Path, built_graph: Path) -> Path:
    """A folder with the assembled graph of `documents`, the test's own."""
    return shutil.copytree(built_graph, tmp_path / "graph")


@pytest.fixture
def make_document() -> Callable[[str, str, dict[str, Entity]], Document]:
    """Make a source of one article without relations: (path, text, names) -> Document."""

    def make(path: str, text: str, names: dict[str, Entity]) -> Document:
        return document(path, Draft(tuple(text.split("\n")), names))

    return make


@pytest.fixture
def make_entity() -> Callable[..., Entity]:
    """Make an entity whose id follows from (label, name, region): (label, name, ...) -> Entity."""
    return entity
