"""Vaglio as a function of SQL: DuckDB hands over columns as Arrow, and gets structures back."""

import duckdb
import vaglio
from vaglio.arrow import annotate

nlp = vaglio.Pipeline()
database = duckdb.connect()
database.create_function(
    "vaglio",
    lambda texts: annotate(texts, nlp, layers=["text", "entities"]),
    ["VARCHAR"],
    """STRUCT("text" VARCHAR, entities STRUCT("start" INTEGER, "end" INTEGER, label VARCHAR, "text" VARCHAR,
       entry VARCHAR, "name" VARCHAR, kind VARCHAR, "key" VARCHAR, confidence DOUBLE)[])""",
    type="arrow",
)

database.sql(
    """
    CREATE TABLE articles AS FROM (VALUES
      (1, 'Agcom e stata la prima; in base alia normativa Tim deve comunicare i dati.'),
      (2, 'Secondo la Consob, Enel e Terna non hanno perso quote di mercato: Enel cresce.')) AS t(id, body)
    """
)
database.sql("CREATE TABLE annotated AS SELECT id, vaglio(body) AS v FROM articles")
print([text for (text,) in database.sql("SELECT v.text FROM annotated ORDER BY id").fetchall()])
mentions = database.sql(
    """
    SELECT name.label, name.entry, count(*) FROM (SELECT unnest(v.entities) AS name FROM annotated)
    GROUP BY ALL ORDER BY ALL
    """
)
for label, entry, count in mentions.fetchall():
    print(label, entry, count)
database.remove_function("vaglio")
database.close()
