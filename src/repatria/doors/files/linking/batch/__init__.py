"""The same linkage beyond one machine: our keys as columns, our levels and m as a Splink model, DuckDB or Spark below.

The engine of `core.linkage` answers one enquiry after the other in memory. Where a register is too large for that, or
an organisation has a cluster of its own, `columns` writes what our comparison needs as plain columns (readings, keys,
groups, roles, parts of dates), `model` says in SQL which level two rows reach and what it is worth, and `splink_engine`
runs it on DuckDB or Spark. Results come page by page, so that a stopped run goes on where it was. Splink, DuckDB and
pyspark are imported only when such an engine is asked for.
"""
