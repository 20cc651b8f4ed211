"""The only place that speaks HTTP outwards: the guarded client and the internal channel."""
