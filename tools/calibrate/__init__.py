"""How far the one-course model may be trusted: its error of integration, and its rates of error.

`python -m tools.calibrate.accuracy` and `python -m tools.calibrate.rates` print what they find;
both are seeded. Another sampler joins as one more function from a course to reference numbers,
beside `reference.large_run`.
"""
