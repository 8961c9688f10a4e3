"""What laws are tried on: responses to any shipped instrument."""

from hypothesis import strategies as st

from caseline.instruments import instruments
from caseline.scoring import Response

SHIPPED = instruments()


@st.composite
def responses(draw, *, of=SHIPPED, may_skip=True):
    """A response to one of the instruments, with every item answered or some left out."""
    instrument = draw(st.sampled_from(of))
    ids = [item.id for item in instrument.items]
    skipped = draw(st.sets(st.sampled_from(ids))) if may_skip else ()
    answers = {
        item.id: draw(answer_to(item)) for item in instrument.items if item.id not in skipped
    }
    return Response(instrument, answers)


def answer_to(item, *, least=None):
    """An answer on the item's scale, at or above `least`."""
    scale = item.scale
    low = scale.low if least is None else least
    if scale.values:
        return st.sampled_from([value for value in scale.values if value >= low])
    steps = int((scale.high - low) / scale.step)
    return st.integers(0, steps).map(lambda n: low + n * scale.step)
