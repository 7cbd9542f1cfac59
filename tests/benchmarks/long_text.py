"""Whether time grows with the text and not with its square: one unbroken paragraph, four times as long at each step.

Run with ``make benchmarks``.
"""

import time

from kg.linking.pages import link
from kg.ner.merge import recognise
from kg.relations.merge import relate
from kg.types import Article, Paragraph

SENTENCE = "滨湖区启动“净河行动”，联合望江街道整治青溪路，区水务局局长周立民到场。"
STEPS = (50, 200, 800)


def main() -> None:
    """Print the seconds of each stage for each length."""
    recognise([article_of(1)])
    print(f"{'characters':>12} {'recognise':>10} {'link':>10} {'relate':>10}")
    for repeats in STEPS:
        article = article_of(repeats)
        began = time.process_time()
        found = recognise([article])
        recognised = time.process_time()
        mentions = link([article], found)[0].mentions
        linked = time.process_time()
        relate(article, mentions)
        related = time.process_time()
        spent = (recognised - began, linked - recognised, related - linked)
        print(f"{len(article.text):12,}", *(f"{seconds:10.2f}" for seconds in spent))


def article_of(repeats: int) -> Article:
    """One paragraph of the sentence, again and again."""
    text = SENTENCE * repeats
    return Article(f"{repeats}", "x", "", text, range(len(text)), (Paragraph(0, len(text), "body"),))


if __name__ == "__main__":
    main()
