"""Who holds which post: 崂山区城市更新推进中心党支部书记郑卫, 青岛日报记者衣涛, 王明任区科技局局长."""

import re
from collections.abc import Iterator, Sequence

from kg.ontology import words
from kg.relations import extractors
from kg.relations.clauses import within
from kg.relations.statement import relation_of
from kg.sentences import Sentence, split_sentences
from kg.types import Article, Mention, Relation, Span

_BODIES = frozenset({"ORG", "PLACE"})
_NO_POST = ("通讯员", "居民", "村民", "市民", "游客", "业主", "网友")
_GAP = 16
_CERTAINTY = 0.9
_BREAK = re.compile(r"[，,；;：:。！？“”\"(（\n]")
_MEDIA_JOIN = re.compile(r"^[/／、· ]$")
_DATELINE = re.compile(r"讯?[（(](?=记者)")
_COPULA = re.compile(
    r"^[，, ]?(?:系|是|为|[现曾拟将已]?任|[现曾拟将已]?担任|出任|当选|当选为|被任命为|任命为)?$|^[，,（(]$"
)


@extractors("posts")
def relate_posts(article: Article, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """区委书记王明 -> (王明, holdsPost, 区委), trigger 书记; a 通讯员 has no post (guideline, section 3, rule 5)."""
    starts = [found.start for found in mentions]
    for sentence in split_sentences(article):
        inside = within(mentions, starts, sentence.start, sentence.end)
        for index, person in enumerate(inside):
            if person.label == "PERSON":
                yield from _before(article, sentence, inside, index)
                yield from _behind(article, sentence, inside, index)


def _before(article: Article, sentence: Sentence, inside: Sequence[Mention], index: int) -> Iterator[Relation]:
    """Body, post, person; one post may be shared by several bodies (青岛日报/观海新闻记者) or several persons (、)."""
    person, text = inside[index], article.text
    first = index
    while (
        first > 0
        and inside[first - 1].label == "PERSON"
        and text[inside[first - 1].end : inside[first].start] in ("、", " ", "和")
    ):
        first -= 1
    bodies = [m for m in inside[:first] if m.label in _BODIES]
    if not bodies:
        return
    body, at = bodies[-1], _post_between(text, bodies[-1].end, inside[first].start)
    if at is None:
        return
    yield relation_of(article, sentence, "holdsPost", person, body, at, _CERTAINTY, "posts")
    for other in reversed(bodies[:-1]):
        between = text[other.end : body.start]
        own = _post_between(text, other.end, body.start - 1) if between.endswith(("、", "兼")) else None
        if own is None and not _MEDIA_JOIN.match(between):
            break
        yield relation_of(article, sentence, "holdsPost", person, other, own or at, _CERTAINTY, "posts")
        body = other


def _behind(article: Article, sentence: Sentence, inside: Sequence[Mention], index: int) -> Iterator[Relation]:
    """Person, 是 or 任, body, post."""
    person, text = inside[index], article.text
    for body in inside[index + 1 : index + 2]:
        between = text[person.end : body.start]
        if body.label in _BODIES and _COPULA.match(between):
            post = next((word for word in words("posts") if text.startswith(word, body.end)), "")
            if post:
                yield relation_of(
                    article,
                    sentence,
                    "holdsPost",
                    person,
                    body,
                    Span(body.end, body.end + len(post)),
                    _CERTAINTY,
                    "posts",
                )


def _post_between(text: str, start: int, end: int) -> Span | None:
    """The post that ends right before a person: nothing but modifiers stand between it and the body."""
    lead = _DATELINE.match(text, start, end)
    start = lead.end() if lead else start
    gap = text[start:end].rstrip(" 的")
    if len(gap) > _GAP or _BREAK.search(gap) or gap.endswith(_NO_POST):
        return None
    post = next((word for word in words("posts") if gap.endswith(word)), "")
    return Span(start + len(gap) - len(post), start + len(gap)) if post else None
