"""Laws that hold for every instrument, present and to come."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from caseline.instruments import instruments
from caseline.scoring import Response, score
from tests.property.strategies import answer_to, responses

NESTED = [one for one in instruments() if any(one.rule(part) for r in one.scores for part in r.of)]
BOUNDED = [one for one in instruments() if any(rule.bounded for rule in one.scores)]


@given(responses())
def test_a_score_never_leaves_its_declared_range(response):
    for one in score(response).values():
        assert one.value is None or one.rule.low <= one.value <= one.rule.high


@given(responses())
def test_a_score_has_either_a_value_or_the_reason_why_not(response):
    for one in score(response).values():
        assert (one.value is None) == (one.absent is not None)


@given(responses(may_skip=False))
def test_a_full_response_has_every_score(response):
    for one in score(response).values():
        assert one.value is not None
        assert not one.prorated


@given(responses(may_skip=False), st.data())
def test_a_higher_answer_never_lowers_a_score(response, data):
    item = data.draw(st.sampled_from(response.instrument.items))
    higher = data.draw(answer_to(item, least=response.answers[item.id]))
    changed = replace(response, answers={**response.answers, item.id: higher})

    before, after = score(response), score(changed)

    for name, one in before.items():
        assert after[name].value >= one.value


@given(responses(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(response, random):
    pairs = list(response.answers.items())
    random.shuffle(pairs)

    assert score(replace(response, answers=dict(pairs))) == score(response)


@given(responses(of=NESTED))
def test_a_score_typed_in_as_it_was_worked_out_changes_no_later_one(response):
    worked_out = score(response)
    inner = {part for rule in response.instrument.scores for part in rule.of} & worked_out.keys()
    entered = {
        name: worked_out[name].value
        for name in inner
        if worked_out[name].value is not None
        and worked_out[name].rule.entry.holds(worked_out[name].value)
    }
    taken = {part for name in entered for part in response.instrument.rule(name).of}
    answers = {item: value for item, value in response.answers.items() if item not in taken}

    again = score(Response(response.instrument, answers, entered))

    assert {name: one.value for name, one in again.items()} == {
        name: one.value for name, one in worked_out.items()
    }


@given(responses(of=BOUNDED), st.data())
def test_whatever_the_missing_answers_are_the_score_lies_within_its_bounds(response, data):
    missing = [item for item in response.instrument.items if item.id not in response.answers]
    filled = {item.id: data.draw(answer_to(item)) for item in missing}

    bounds = score(response)
    whole = score(replace(response, answers={**response.answers, **filled}))

    for name, one in bounds.items():
        if one.low is not None:
            assert one.low <= whole[name].value <= one.high
