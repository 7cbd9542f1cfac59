-- Evidence. Every row belongs to one source (source_id), most to one of its articles (article_id); decisions alone
-- belong to none. start_ and end_ are offsets in source.text: code points, end exclusive. Numbers count from 0.

CREATE TABLE meta (key VARCHAR, value VARCHAR);

CREATE TABLE source (
    id VARCHAR, name VARCHAR, path VARCHAR, digest VARCHAR, encoding VARCHAR, text VARCHAR,
    fingerprint VARCHAR               -- of what made the rows: program, ontology, settings
);

CREATE TABLE article (
    source_id VARCHAR, id VARCHAR, number BIGINT, title VARCHAR, text VARCHAR,  -- text: the clean text
    published DATE, publisher VARCHAR, url VARCHAR
);

CREATE TABLE sentence (
    source_id VARCHAR, article_id VARCHAR, number BIGINT, paragraph BIGINT, start_ BIGINT, end_ BIGINT, text VARCHAR
);

CREATE TABLE mention (
    source_id VARCHAR, article_id VARCHAR, number BIGINT, entity_id VARCHAR, label VARCHAR, text VARCHAR,
    canonical VARCHAR, start_ BIGINT, end_ BIGINT, sentence BIGINT, paragraph BIGINT, confidence DOUBLE, by_ VARCHAR,
    reason VARCHAR                    -- why canonical is another name than text
);

CREATE TABLE relation (
    source_id VARCHAR, article_id VARCHAR, number BIGINT,
    head BIGINT, tail BIGINT,         -- numbers of mentions
    head_entity VARCHAR, tail_entity VARCHAR, relation VARCHAR,
    trigger VARCHAR, trigger_start BIGINT, trigger_end BIGINT, sentence BIGINT,
    when_ VARCHAR, quantity VARCHAR, quantity_number DOUBLE, quantity_unit VARCHAR, quantity_what VARCHAR,
    modality VARCHAR, polarity VARCHAR, confidence DOUBLE, by_ VARCHAR
);

CREATE TABLE open_relation (
    source_id VARCHAR, article_id VARCHAR, number BIGINT,
    head BIGINT, tail BIGINT,
    head_entity VARCHAR, tail_entity VARCHAR, relation VARCHAR,  -- relation: the verb, and so is the trigger
    trigger VARCHAR, trigger_start BIGINT, trigger_end BIGINT, sentence BIGINT,
    when_ VARCHAR, quantity VARCHAR, quantity_number DOUBLE, quantity_unit VARCHAR, quantity_what VARCHAR,
    modality VARCHAR, polarity VARCHAR, confidence DOUBLE, by_ VARCHAR
);

CREATE TABLE derived (
    source_id VARCHAR, article_id VARCHAR, number BIGINT, subject VARCHAR, relation VARCHAR, object VARCHAR, rule VARCHAR
);

CREATE TABLE entity (
    source_id VARCHAR, id VARCHAR, label VARCHAR, name VARCHAR, code VARCHAR, region VARCHAR, parent VARCHAR
);

-- What a person decided about the names; number tells the order in which it was given.
CREATE TABLE decision (
    number BIGINT, action VARCHAR, name VARCHAR, label VARCHAR, region VARCHAR,
    value VARCHAR, value_label VARCHAR, value_region VARCHAR
);
