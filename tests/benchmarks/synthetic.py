"""A graph of any size and of our own shape, for the other benchmarks: evidence by SQL, then the usual assembling.

Every article has six sentences, each with a body, a district and a programme, one relation and here and there a time
and an amount. Few things are named often and most seldom, as in news; nothing is random, so that two runs are alike.
"""

from pathlib import Path

from kg.assemble import assemble
from kg.database import sql
from kg.evidence import Evidence
from kg.places import lay_out

SENTENCES = 6
# What an article's number is multiplied with to choose things, so that their pairs differ from article to article.
_STRIDE = 7919

# Entities are numbered; a squared share makes low numbers frequent.
_TABLES = f"""
CREATE TEMP TABLE told AS
SELECT article, sentence, 'a' || article AS id, 60 * sentence AS begins,
    CAST(floor(pow(((article * {_STRIDE} + sentence * 31) % 1000003) / 1000003, 2) * $bodies) AS BIGINT) AS body,
    CAST(floor(pow(((article * {_STRIDE} + sentence * 101) % 999983) / 999983, 2) * $programmes) AS BIGINT)
        AS programme,
    (article * 13 + sentence) % 8 AS kind
FROM range($articles) AS articles(article), range({SENTENCES}) AS sentences(sentence);

INSERT INTO source (id, name, path, digest, encoding, text, fingerprint)
SELECT 'a' || article, article || '.txt', article || '.txt', 'a' || article, 'utf-8', '', '0.1.0+synthetic kg kg'
FROM range($articles) AS articles(article);

INSERT INTO article (source_id, id, number, title, text, published, publisher, url)
SELECT 'a' || article, 'a' || article, 0, '第' || article || '号新闻', '',
    DATE '2020-01-01' + INTERVAL (article % 1500) DAY, '第' || article % 40 || '日报', ''
FROM range($articles) AS articles(article);

INSERT INTO sentence (source_id, article_id, number, paragraph, start_, end_, text)
SELECT id, id, sentence, sentence // 2, begins, begins + 50,
    '第' || body % 300 || '区第' || body || '局于今年推进“星火' || programme || '”，总投资' || article % 90 || '亿元。'
FROM told;

INSERT INTO entity (source_id, id, label, name, code, region, parent)
SELECT DISTINCT id, 'p' || body % 300, 'PLACE', '第' || body % 300 || '区', CAST(990000 + body % 300 AS VARCHAR),
    CAST(990000 + body % 300 AS VARCHAR), NULL FROM told
UNION ALL SELECT DISTINCT id, 'o' || body, 'ORG', '第' || body % 300 || '区第' || body || '局', NULL,
    CAST(990000 + body % 300 AS VARCHAR), 'p' || body % 300 FROM told
UNION ALL SELECT DISTINCT id, 'g' || programme, 'PROGRAMME', '星火' || programme, NULL, NULL, NULL FROM told;

INSERT INTO mention (source_id, article_id, number, entity_id, label, text, canonical, start_, end_, sentence,
    paragraph, confidence, by_, reason)
SELECT id, id, 3 * sentence + part.number, part.entity, part.label, part.name, part.name, begins + 8 * part.number,
    begins + 8 * part.number + 6, sentence, sentence // 2, 0.9, 'kg', ''
FROM told, LATERAL (VALUES
    (0, 'p' || body % 300, 'PLACE', '第' || body % 300 || '区'),
    (1, 'o' || body, 'ORG', '第' || body % 300 || '区第' || body || '局'),
    (2, 'g' || programme, 'PROGRAMME', '星火' || programme)) AS part(number, entity, label, name);

INSERT INTO relation (source_id, article_id, number, head, tail, head_entity, tail_entity, relation, trigger,
    trigger_start, trigger_end, sentence, when_, quantity, quantity_number, quantity_unit, quantity_what, modality,
    polarity, confidence, by_)
SELECT id, id, sentence, 3 * sentence + 1, 3 * sentence + CASE kind WHEN 7 THEN 0 ELSE 2 END, 'o' || body,
    CASE kind WHEN 7 THEN 'p' || body % 300 ELSE 'g' || programme END,
    CASE kind WHEN 7 THEN 'locatedIn' WHEN 6 THEN 'leads' WHEN 5 THEN 'participatesIn' ELSE 'launches' END,
    '推进', begins + 15, begins + 17, sentence, CASE WHEN kind < 3 THEN '2021-01-01/2021-12-31' END,
    CASE kind WHEN 1 THEN article % 90 || '亿元' END, CASE kind WHEN 1 THEN article % 90 * 1e8 END,
    CASE kind WHEN 1 THEN '元' END, CASE kind WHEN 1 THEN '投资' END,
    CASE kind WHEN 2 THEN 'planned' ELSE 'done' END, CASE kind WHEN 4 THEN 'negative' ELSE 'positive' END,
    0.5 + (article % 50) / 100, 'scorer'
FROM told;

INSERT INTO derived (source_id, article_id, number, subject, relation, object, rule)
SELECT DISTINCT id, id, 0, 'o' || body, 'within', 'p' || body % 300, 'body-region' FROM told;
"""


def make_graph(folder: Path, articles: int) -> None:
    """A graph in a new folder, of so many articles: about 230 triples each."""
    size = {"articles": articles, "bodies": articles, "programmes": articles}
    with Evidence.open(folder) as evidence:
        for statement in _TABLES.split(";"):
            wanted = {name: value for name, value in size.items() if f"${name}" in statement}
            if statement.strip():
                evidence.connection.execute(statement, wanted)
        assemble(evidence.connection)


# Every entity has a circle of a hundred that most of its facts stay in; low numbers have more facts than high ones.
_NETWORK = f"""
INSERT INTO node
SELECT sha256(CAST(number AS VARCHAR))[:16], ['ORG', 'PLACE', 'PROGRAMME', 'PERSON', 'POLICY'][1 + number % 5],
    '第' || number // 100 || '区第' || number || '号“星火”工程', '',
    '99' || lpad(CAST(number // 100 AS VARCHAR), 4, '0'),
    '', 1 + number % 40, 1 + number % 9, DATE '2020-01-01' + CAST(number % 700 AS INTEGER),
    DATE '2022-01-01' + CAST(number % 900 AS INTEGER)
FROM range($nodes) AS numbers(number) ORDER BY 1;

INSERT INTO node_name
SELECT id, translate(name, '“”', ''), mentions, 0 FROM node
UNION ALL SELECT id, translate(replace(name, '星火', '燎原'), '“”', ''), 1, 1 FROM node ORDER BY 1, 4;

CREATE TEMP TABLE numbered AS SELECT id, row_number() OVER (ORDER BY name, id) - 1 AS number FROM node;

INSERT INTO fact
SELECT sha256(CAST(drawn.number AS VARCHAR))[:32], head.id, ['launches', 'leads', 'supports', 'partOf'][1 + relation],
    tail.id, ['done', 'ongoing', 'planned'][1 + drawn.number % 3],
    CASE drawn.number % 50 WHEN 0 THEN 'negative' ELSE 'positive' END,
    0.5 + (drawn.number % 50) / 100, 1 + drawn.number % 6, 1 + drawn.number % 4,
    DATE '2020-01-01' + CAST(drawn.number % 700 AS INTEGER), DATE '2022-01-01' + CAST(drawn.number % 900 AS INTEGER)
FROM (
    SELECT number, number % 4 AS relation,
        CAST(floor(pow(number * {_STRIDE} % 1000003 / 1000003, 1.5) * $nodes) AS BIGINT) AS head,
        number * 31 % 97 AS step, number % 10 = 0 AS is_far
    FROM range($facts) AS numbers(number)
) AS drawn
JOIN numbered AS head ON head.number = drawn.head
JOIN numbered AS tail
    ON tail.number = (CASE WHEN is_far THEN drawn.head * 7 + step ELSE drawn.head // 100 * 100 + step END) % $nodes
ORDER BY 1;
"""


def make_network(folder: Path, nodes: int, facts: int) -> None:
    """Assembled tables in a new folder: so many entities and facts, each entity with an alias, and their places."""
    size = {"nodes": nodes, "facts": facts}
    with Evidence.open(folder) as evidence:
        assemble(evidence.connection)
        for statement in _NETWORK.split(";"):
            wanted = {name: value for name, value in size.items() if f"${name}" in statement}
            if statement.strip():
                evidence.connection.execute(statement, wanted)
        for view in ("shown", "link"):
            evidence.connection.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS {sql(view)}")
        ids, *columns = zip(*lay_out(evidence.connection), strict=True)
        evidence.connection.execute(
            "INSERT INTO place SELECT unnest(?::VARCHAR[]), unnest(?::DOUBLE[]), unnest(?::DOUBLE[]), "
            "unnest(?::BIGINT[])",
            [list(ids), *map(list, columns)],
        )
