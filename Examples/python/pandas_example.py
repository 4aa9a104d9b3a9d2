"""A column of a pandas data frame, cleaned, and the companies in it counted."""

import pandas as pd
import vaglio

articles = pd.DataFrame(
    {
        "id": [1, 2],
        "body": [
            "Agcom e stata la prima; in base alia normativa Tim deve comunicare i dati.",
            "Secondo la Consob, Enel e Terna non hanno perso quote di mercato: Enel cresce.",
        ],
    }
)

nlp = vaglio.Pipeline()
articles["document"] = list(nlp.pipe(articles["body"], jobs=2))
articles["clean"] = [document.text for document in articles["document"]]

mentions = pd.DataFrame(
    [(row.id, *entity) for row in articles.itertuples() for entity in row.document.entities],
    columns=["id", *vaglio.Entity._fields],
)
print(articles["clean"].to_list())
print(mentions.groupby(["label", "entry"]).size().to_string())
