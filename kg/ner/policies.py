"""Titles of official documents in book marks: 《关于开展“五星联四星”活动的通知》."""

import re
from collections.abc import Iterator

from kg.ner import recognisers
from kg.ner.spans import mention, word_set
from kg.ontology import words
from kg.types import Article, Mention

_TITLE = re.compile(r"《([^《》\n]{4,80})》")
_DRAFT = re.compile(r"[（(](?:试行|暂行|征求意见稿|草案|修订|[\d—–\-~年]+)[)）]$")
_PERIODICAL = ("日报", "晚报", "周刊", "杂志")


@recognisers("policies")
def find_policies(article: Article) -> Iterator[Mention]:
    """出台《崂山区人才办法(试行)》 -> 崂山区人才办法(试行); 《红楼梦》 and 《青岛日报》 are none."""
    for match in _TITLE.finditer(article.text):
        if is_policy(match[1]):
            yield mention(article, match.start(1), match.end(1), "POLICY", 0.97, "policies")


def is_policy(title: str) -> bool:
    """Whether a title reads as one of an official document: by its last word, or 关于… at its head."""
    stem = _DRAFT.sub("", title.strip())
    if stem.endswith(_PERIODICAL) or stem in word_set("media"):
        return False
    return stem.startswith("关于") or stem.endswith(words("policy-ends"))
