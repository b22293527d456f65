"""From sources to a snapshot, one step a module.

Both ways: plan -> extract -> derive (harmonise, rates, constant prices) -> scales -> shapes ->
contents (written aside). `build` fetches all at once into a folder and ends at the first fault;
`refresh` brings a store up to date: gather (tables, others, cache) -> drift (before) -> contents ->
drift (after) -> keep -> changes -> publish.
"""
