"""Prints how many seconds Spark takes for a file of records: the best of some runs, after one that starts the workers.

    python spark_speed.py EXECUTORS FILE COPIES

The records are taken several times, since the time to plan a job is not that of crossing the border.
"""

import sys
import time

from pyspark.sql import SparkSession
from test_spark import SETTINGS
from vaglio.spark import annotate

executors, path, copies = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
builder = SparkSession.builder.master(f"local-cluster[{executors},1,1024]").appName("speed")
for key, value in SETTINGS.items():
    builder = builder.config(key, value)
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
numbers = spark.range(copies).withColumnRenamed("id", "copy")
pages = spark.read.json(path).crossJoin(numbers).repartition(8 * executors).cache()
pages.count()


def run() -> float:
    start = time.perf_counter()
    annotate(pages, "body").write.format("noop").mode("overwrite").save()
    return time.perf_counter() - start


run()
print(min(run() for _ in range(2)))
spark.stop()
