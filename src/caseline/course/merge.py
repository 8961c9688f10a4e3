"""A visit's answers, exact totals and drawing as one response for each instrument."""

from fractions import Fraction

from caseline.course.model import Visit
from caseline.errors import ResponseError
from caseline.instruments import catalogue
from caseline.instruments.model import Instrument
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.scoring.response import Response

DRAWN = "fsq"  # the instrument whose items are the regions of a pain drawing


def merged(visit: Visit) -> tuple[Response, ...]:
    """One response for each instrument that was answered, drawn or entered at the visit.

    Raises
    ------
    ResponseError
        One item is answered twice, one total is entered twice, or a total stands beside
        answers to its own parts.
    """
    return tuple(_response(visit, instrument) for instrument in _instruments(visit))


def _instruments(visit: Visit) -> list[Instrument]:
    found = [response.instrument for response in visit.responses]
    found += [catalogue.instrument(DRAWN)] if visit.drawing else []
    found += [total.instrument for total in visit.totals]
    return list({instrument.ref: instrument for instrument in found}.values())


def _response(visit: Visit, instrument: Instrument) -> Response:
    given: list[tuple[str, Fraction]] = []
    recall: int | NotOnRecord = NOT_ON_RECORD
    for response in visit.responses:
        if response.instrument.ref == instrument.ref:
            given += [(item, Fraction(value)) for item, value in response.answers.items()]
            recall = response.recall_days
    if visit.drawing and instrument.id == DRAWN:
        given += [(region, Fraction(1)) for region in visit.drawing.marked]
        given += [(region, Fraction(0)) for region in visit.drawing.unmarked]
    entered = [total for total in visit.totals if total.instrument.ref == instrument.ref]
    _once(instrument, [item for item, _ in given], "an answer to")
    _once(instrument, [total.rule.id for total in entered], "a total for")
    answers = dict(given)
    # A total that is no single number must not stand beside its parts either.
    Response(instrument, answers, {total.rule.id: total.rule.low for total in entered})
    totals = {total.rule.id: total.exact for total in entered}
    exact = {score_id: value for score_id, value in totals.items() if value is not None}
    return Response(instrument, answers, exact, recall)


def _once(instrument: Instrument, names: list[str], what: str) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ResponseError(f"{instrument.ref}: {what} '{twice}' is given twice, once is right")
