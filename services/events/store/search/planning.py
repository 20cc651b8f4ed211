"""How Postgres is to plan what searches ask: the settings of their connections."""

SEARCH_SETTINGS = {
    "plan_cache_mode": "force_custom_plan",  # a plan for any words reads them anew for each row it ranks
    "random_page_cost": "0.2",  # what is searched lies in memory, or soon will
    "max_parallel_workers_per_gather": "0",  # a second process gains little, and is missed by another search
    "hnsw.ef_search": "200",  # the more neighbours are followed, the fewer are missed
    "hnsw.iterative_scan": "relaxed_order",  # until enough of them pass the filters
}
"""Of the connections that search."""
STEADY_SETTINGS = {
    **SEARCH_SETTINGS,
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",  # a plan made while there were few events serves when there are many
}
"""Of those for searches that are read in one way whatever the values: planning takes as long as reading."""
