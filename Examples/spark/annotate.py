"""Cleans a data set and finds the names in it, on a Spark cluster; writes Parquet.

    spark-submit annotate.py --column body s3a://…/articles.jsonl s3a://…/annotated.parquet
    spark-submit --master "local[*]" annotate.py --column body articles/ annotated.parquet

The input is JSON Lines or Parquet, in any number of files. All its columns stay; `vaglio` is added, with the fields `text`,
`edits` and `entities`, as the command writes them in JSON.
"""

from __future__ import annotations

import argparse

from pyspark.sql import SparkSession
from vaglio.spark import annotate


def main() -> None:
    parser = argparse.ArgumentParser(description="Annotate a data set with Vaglio on Spark.")
    parser.add_argument("input", help="JSON Lines or Parquet: a file, a folder or a pattern")
    parser.add_argument("output", help="the folder to write Parquet to")
    parser.add_argument("--column", default="text", help="the column that holds the texts (default: text)")
    parser.add_argument("--format", choices=["json", "parquet"], default="json", help="of the input (default: json)")
    parser.add_argument("--stages", help="the stages to run, with commas between them (default: all)")
    parser.add_argument("--partitions", type=int, help="how many pieces the work is cut into (default: Spark's choice)")
    arguments = parser.parse_args()

    spark = SparkSession.builder.appName("vaglio").getOrCreate()
    texts = spark.read.format(arguments.format).load(arguments.input)
    if arguments.partitions:
        texts = texts.repartition(arguments.partitions)
    options = {"stages": arguments.stages} if arguments.stages else {}
    annotate(texts, arguments.column, **options).write.mode("overwrite").parquet(arguments.output)
    spark.stop()


if __name__ == "__main__":
    main()
