"""Pain drawings: the outline of a body, its 19 regions, and their picture."""
