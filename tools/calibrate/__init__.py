"""How far the one-course model may be trusted.

`make calibrate` runs the cells (`cells.py`) and writes docs/reference/calibration.md. Beside it
stand comparisons of the posterior itself: `accuracy.py` with a very large run of the same
integral, `store_nuts.py` with long runs of a sampler, `speed.py` with its time. All are seeded.
"""
