"""A free pain drawing: strokes on the sheets of a body map, as they were drawn.

Which regions it touches is worked out each time (`caseline.paindrawing.prefill`) and never kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from math import isfinite
from types import MappingProxyType

from caseline.errors import DrawingError, TooMuchDrawnError
from caseline.paindrawing.model import VIEWS, Line, ViewId, body_map, check_regions, other_side
from caseline.record import NOT_ON_RECORD, NotOnRecord

PEN_WIDTH = 6.0  # units; about 2 cm on a person of 170 cm, the tip of a finger
LEAST_WIDTH, MOST_WIDTH = 0.5, 60.0
MARGIN = 20  # units beside the sheet that a pen may slip
MOST_POINTS = 50_000  # in one drawing: more than ten minutes without lifting the pen
MOST_STROKES = 2_000  # in one drawing: one a second for half an hour
MOST_INTENSITY = 10


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line, drawn without lifting the pen; a single point is a dot.

    Parameters
    ----------
    points
        Where the pen went, in units of the sheet.
    width
        Of the pen, 0.5 to 60 units.
    filled
        Whether what the line encloses belongs to it; not on record where nobody said.
    eraser
        Whether it takes away what was drawn before it.
    intensity
        How strong this pain is, 0 to 10.
    pressure
        Of the pen at each point, 0 to 1, or nothing. It is kept and changes nothing: how hard
        somebody presses is no measure of pain.
    """

    points: Line
    width: float = PEN_WIDTH
    filled: bool | NotOnRecord = NOT_ON_RECORD
    eraser: bool = False
    intensity: int | NotOnRecord = NOT_ON_RECORD
    pressure: tuple[float, ...] = ()

    def fault(self) -> str | None:
        """What is wrong with it, in words and without its content, or None."""
        faults = (
            (not self.points, "has no points, one or more are needed"),
            (
                not all(map(isfinite, chain.from_iterable(self.points))),
                "holds a number that is not finite, numbers in units of the sheet are needed",
            ),
            (
                not LEAST_WIDTH <= self.width <= MOST_WIDTH,
                f"has a width out of range, {LEAST_WIDTH:g} to {MOST_WIDTH:g} units are right",
            ),
            (
                self.intensity is not NOT_ON_RECORD and not 0 <= self.intensity <= MOST_INTENSITY,
                f"has an intensity off its scale, which runs from 0 to {MOST_INTENSITY}",
            ),
            (
                len(self.pressure) not in {0, len(self.points)},
                "has not one pressure for each point, as many as points or none are needed",
            ),
            (
                not all(0 <= one <= 1 for one in self.pressure),
                "has a pressure out of range, 0 to 1 is right",
            ),
            (
                self.eraser and (self.filled, self.intensity) != (NOT_ON_RECORD, NOT_ON_RECORD),
                "erases and is filled or has an intensity, an eraser is neither",
            ),
        )
        return next((sentence for wrong, sentence in faults if wrong), None)


Sheet = tuple[Stroke, ...] | NotOnRecord


@dataclass(frozen=True, slots=True)
class PainDrawing:
    """The strokes on each view of one body map, in the order in which they were drawn.

    Parameters
    ----------
    body
        Name of the body map.
    views
        A view without strokes is one without pain; one that was not drawn is not on record.
    confirmed
        The regions with pain, of all 19, as the patient confirmed them; None where nobody did.
        They are the score, and what the strokes suggest is not.
    intensities
        How strong the pain is in each confirmed region of which the patient said it, 0 to 10.

    Raises
    ------
    TooMuchDrawnError
        There are too many points or strokes.
    DrawingError
        There is no such body map or region, a view is missing, a stroke leaves the sheet by
        more than a pen slips or holds what cannot be, or a region that nobody confirmed has an
        intensity.
    """

    body: str
    views: Mapping[ViewId, Sheet]
    confirmed: tuple[str, ...] | None = None
    intensities: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        body_map(self.body)
        if set(self.views) != set(VIEWS):
            raise DrawingError(f"a drawing has the views {' and '.join(VIEWS)}, no more, no less")
        check_regions(self.confirmed or ())
        self._check_intensities()
        for key in ("views", "intensities"):
            object.__setattr__(self, key, MappingProxyType(dict(getattr(self, key))))
        self._check_size()
        for view in VIEWS:
            for number, stroke in enumerate(self.strokes(view), 1):
                fault = stroke.fault() or self._beside(view, stroke)
                if fault:
                    raise DrawingError(f"{view}: stroke {number} {fault}")

    @property
    def drawn(self) -> tuple[ViewId, ...]:
        """The views that were drawn, if only to leave them empty."""
        return tuple(view for view in VIEWS if self.views[view] is not NOT_ON_RECORD)

    def strokes(self, view: ViewId) -> tuple[Stroke, ...]:
        """The strokes on a view; none where it was not drawn."""
        sheet = self.views[view]
        return () if sheet is NOT_ON_RECORD else sheet

    def _check_size(self) -> None:
        every = [stroke for view in VIEWS for stroke in self.strokes(view)]
        points = sum(len(stroke.points) for stroke in every)
        for found, most, what in (
            (points, MOST_POINTS, "points"),
            (len(every), MOST_STROKES, "strokes"),
        ):
            if found > most:
                raise TooMuchDrawnError(f"holds {found} {what}, at most {most} are a drawing")

    def _check_intensities(self) -> None:
        if not self.intensities.keys() <= set(self.confirmed or ()):
            raise DrawingError(
                "intensities: hold a region that nobody confirmed, only confirmed ones have one"
            )
        if not all(0 <= one <= MOST_INTENSITY for one in self.intensities.values()):
            raise DrawingError(f"intensities: hold one off their scale, 0 to {MOST_INTENSITY}")

    def _beside(self, view: ViewId, stroke: Stroke) -> str | None:
        sheet = body_map(self.body).view(view)
        right, bottom = sheet.width + MARGIN, sheet.height + MARGIN
        across, down = zip(*stroke.points, strict=True)
        least = min(*across, *down)
        if least >= -MARGIN and max(across) <= right and max(down) <= bottom:
            return None
        return (
            f"leaves the sheet, which is {sheet.width} wide and {sheet.height} high "
            f"with a margin of {MARGIN}"
        )


def mirrored(drawing: PainDrawing) -> PainDrawing:
    """The drawing with left and right swapped on both views."""
    bodies = body_map(drawing.body)
    views: dict[ViewId, Sheet] = dict.fromkeys(VIEWS, NOT_ON_RECORD)
    for view in drawing.drawn:
        width = bodies.view(view).width
        views[view] = tuple(
            replace(stroke, points=tuple((width - x, y) for x, y in stroke.points))
            for stroke in drawing.strokes(view)
        )
    confirmed = drawing.confirmed
    if confirmed is not None:
        confirmed = tuple(other_side(region) for region in confirmed)
    intensities = {other_side(region): one for region, one in drawing.intensities.items()}
    return PainDrawing(drawing.body, views, confirmed, intensities)
