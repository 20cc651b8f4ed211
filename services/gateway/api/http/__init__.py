"""What every route shares of asking and answering: ids, versions, the runtime, parts that may be missing."""
