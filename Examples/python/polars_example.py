"""A column of a Polars data frame becomes a column of structures, by way of Arrow."""

import polars as pl
from vaglio.arrow import annotate

articles = pl.DataFrame(
    {
        "id": [1, 2],
        "body": [
            "Agcom e stata la prima; in base alia normativa Tim deve comunicare i dati.",
            "Secondo la Consob, Enel e Terna non hanno perso quote di mercato: Enel cresce.",
        ],
    }
)

annotated = articles.with_columns(vaglio=pl.from_arrow(annotate(articles["body"].to_arrow(), jobs=2)))

mentions = (
    annotated.select("id", pl.col("vaglio").struct.field("entities"))
    .explode("entities")
    .unnest("entities")
    .group_by("label", "entry")
    .len()
    .sort("label", "entry")
)
print(annotated["vaglio"].struct.field("text").to_list())
for label, entry, count in mentions.rows():
    print(label, entry, count)
