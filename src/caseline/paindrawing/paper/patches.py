"""Patches of a mark: what is inked all over, wider than any pen, told by its border."""

import numpy as np

from caseline.paindrawing.marks import opencv
from caseline.paindrawing.paper.grid import Mask, disc, opened
from caseline.paindrawing.paper.middle_lines import Path

PATCH_MM = 2.5  # radius of what fits in a patch: a felt tip draws lines of up to 4 mm

_SLIVER_MM = 1.0  # what stands out of a patch by less is its ragged edge, or a corner


def patches(dots: Mask) -> tuple[list[Path], Mask]:
    """Find the patches of a mark.

    Returns
    -------
    borders
        Of each patch, closed.
    rest
        The mark without its patches.
    """
    cv2 = opencv()
    solid = opened(dots, PATCH_MM)
    outer, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    borders, rest = [], dots.copy()
    for ring in outer:
        patch = cv2.drawContours(np.zeros_like(dots), [ring], -1, 1, cv2.FILLED)
        if (patch > dots).any():
            continue  # a broad band round something: its lines say more than its border
        path = [(int(x), int(y)) for x, y in ring[:, 0]]
        borders.append([*path, path[0]])
        rest[cv2.dilate(patch, disc(_SLIVER_MM)) > 0] = 0
    return borders, rest
