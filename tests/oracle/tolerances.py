"""How close is close enough, by kind of quantity. One place, so none is loosened in passing."""

COUNTED = 1e-12  # pairs and shares of pairs; other programs print 13 digits
MOMENT = 1e-10  # means, slopes and their ratios, relative to the value
SE = 1e-10  # a standard error, relative to its size
SINGLE = 1e-6  # what a program works out in single precision
NORMAL = 1e-9  # a probability of the normal distribution
SEARCHED = 3e-5  # an end that SingleCaseES looks for with R's uniroot, whose tolerance is 1.2e-4
PRINTED_4 = 0.00005  # a source that prints four decimals
PRINTED_3 = 0.0005
PRINTED_2 = 0.005
