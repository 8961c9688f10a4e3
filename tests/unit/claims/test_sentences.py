"""The plain answer: each question in its place, nothing said twice, nothing that contradicts."""

import math

import pytest

from caseline.claims import Posterior, judge, patient_text, standing
from caseline.claims.size import probability
from caseline.claims.verdict import RandomisationTest
from caseline.claims.words import words
from tests.unit.claims.made import features

NR = "not on record"
BETTER = Posterior(1.54, 0.2, 3.1, 0.97, 0.96, 0.0)


def told(base, changed=(), posterior=None, lang="en", test=None):
    found = features(base, changed)
    return patient_text(judge(found, posterior, test), found, posterior, lang)


# Did this person change?


def moved(low, high, least, most):
    return {
        "change.gain_low": low,
        "change.gain_high": high,
        "change.over_mdc": least,
        "change.over_mdc_most": most,
    }


@pytest.mark.parametrize(
    ("base", "change", "words"),
    [
        ("ab", moved(1, 2, 1.1, 3), "You got better by more than this scale moves on its own."),
        ("ab", moved(-2, -1, 1.1, 3), "You got worse by more than this scale moves on its own."),
        ("ab", moved(1, 2, 0.5, 0.9), "You did not change by more than"),
        ("ab", moved(1, 2, 0.5, 1.1), "It is a close call if you changed by more than"),
        ("ab", {"change.over_mdc": NR}, "it is not known how much this scale moves on its own."),
        (
            "ab",
            moved(*4 * ["not computable"]),
            "values from before the treatment or from the time on it are missing.",
        ),
        ("trial", moved(1, 2, 1.1, 3), "was better on the treatment than off it, by more than"),
        ("trial", moved(1, 2, 0.5, 0.9), "On and off the treatment, your values differ by no"),
    ],
)
def test_the_first_sentence_says_whether_the_person_changed(base, change, words):
    text = told(base, change, BETTER)

    assert words in text.changed
    assert text.text.startswith(text.changed)


def test_what_is_answered_first_is_not_said_again_among_what_fooled_us():
    text = told("trial", moved(1, 2, 0.5, 0.9), BETTER)

    assert text.fooled == ()
    assert "scale moves" not in text.text.removeprefix(text.changed)


# How large, how sure.


def test_how_much_and_how_sure_in_the_patients_words():
    text = told("trial", {}, Posterior(1.54, -0.2, 3.1, 0.97, 0.8, 0.1))

    assert text.size == (
        "Our best guess: after some time on the treatment you were about 1.5 points better than "
        "off it. By your record, it could be anything from 0.2 points worse to 3.1 points better. "
        "With your ups and downs counted in, our model says: the chance that you were better on "
        "it is about 97\u00a0%. The chance that you were better by as much as you said would "
        "matter is about 80\u00a0%. That may be too little to matter to you."
    )


@pytest.mark.parametrize(
    ("posterior", "words"),
    [
        (Posterior(-1, -2, 0.01, 0.005), "about 1 point worse"),
        (Posterior(-1, -2, 0.01, 0.005), "you were worse on it is more than 99\u00a0%"),
        (Posterior(-1, -2, 0.01, 0.005), "to no change"),
        (Posterior(-2, -3, -1, 0.005), "could be 1 to 3 points worse"),
        (Posterior(1, 0.5, 2, 0.995), "is more than 99\u00a0%"),
        (Posterior(1, 0.5, 2, 0.995), "could be 0.5 to 2 points better"),
        (Posterior(1, 0.5, 2, 0.995), "not on record how much would matter to you"),
        (Posterior(0.02, -1, 1, 0.6), "about the same as off it"),
        (Posterior(0.2, 0.1, 0.3, 0.97, 0.0, 0.99), "a little better at most"),
        (Posterior(1, -1, 3, 0.949, 0.001), "about 94\u00a0%"),
        (Posterior(1, -1, 3, 0.8, 0.001), "would matter is less than 1\u00a0%"),
        (Posterior(1, -1, 3, 0.9, 0.07), "would matter is about 7\u00a0%"),
        (Posterior(1, -1, 3, 0.9, 0.071), "would matter is about 8\u00a0%"),
    ],
)
def test_the_size_is_told_in_words(posterior, words):
    assert words in told("trial", {}, posterior).size


def test_a_chance_is_said_of_the_model_and_not_of_cases():
    english, german = (told("trial", {}, BETTER, lang).size for lang in ("en", "de"))

    assert "our model says: the chance" in english
    assert "Unser Modell" in german
    assert "wahrscheinlich" in german
    assert "Fällen" not in german
    assert "out of 100" not in english


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1.0, "> 0.999"),
        (0.9997, "> 0.999"),
        (0.999, "= 0.999"),
        (0.5, "= 0.5"),
        (0.001, "= 0.001"),
        (0.0003, "< 0.001"),
        (0.0, "< 0.001"),
    ],
)
def test_no_probability_is_printed_as_0_or_1(value, shown):
    assert probability(value, words("en")) == shown


# Was it the treatment?


def test_no_verdict_of_difference_is_not_told_as_no_effect():
    text = told("trial", {}, Posterior(0.3, -1, 2, 0.6, 0.1, 0.7))

    assert text.size.endswith("We say “better” or “worse” only from a chance of 95\u00a0% on.")
    assert text.answer.startswith(
        "We cannot tell from this record if the treatment made a difference."
    )
    assert "would show a change of 1.2 points about 8 times out of 10" in text.answer


def test_a_detectable_effect_that_nobody_worked_out_is_said_to_be_so():
    text = told("trial", {"change.detectable": NR}, Posterior(0.3, -1, 2, 0.6))

    assert "Nobody has checked how small a change" in text.answer


def test_an_overruled_benefit_says_so():
    text = told("trial", {}, BETTER, test=RandomisationTest(p=0.2, smallest_p=0.03))

    assert "a test that uses only the drawn order does not bear this out" in text.size
    assert "only from a chance of" not in text.size


@pytest.mark.parametrize(
    ("base", "changed", "sentences"),
    [
        ("ab", {}, ["Your record fits with the treatment having helped you."]),
        (
            "abab",
            {},
            [
                "supports that the treatment as a whole helped you.",
                "suggests that the drug itself helped you.",
            ],
        ),
        ("trial", {}, ["that the treatment as a whole and the drug in it helped you."]),
    ],
)
def test_two_claims_that_go_as_far_are_one_sentence(base, changed, sentences):
    text = told(base, changed, Posterior(1, 0.5, 2, 0.995, 0.99)).answer

    assert all(sentence in text for sentence in sentences)
    assert text.count("helped you") == len(sentences)


def test_where_no_dose_is_on_record_the_patient_reads_of_none():
    assert "for you at this dose over these months" in told("trial", {}, BETTER).answer
    assert "for you over these months" in told("trial", {"exposure.amounts": False}, BETTER).answer


SAME = Posterior(0, -1, 1, 0.5, 0.01, 0.98)
HARM = Posterior(-1, -2, -0.1, 0.001)


@pytest.mark.parametrize(
    ("base", "changed", "posterior", "why"),
    [
        ("trial", {}, SAME, "At the other times you took a dummy, and hope and care came"),
        ("trial", {}, HARM, "At the other times you took a dummy, and hope and care came"),
        ("trial", {"blinding.patient": NR}, SAME, "It is not on record if you knew what you took."),
        ("ab", {}, SAME, "It fits just as well with the reasons below."),
        ("ab", {}, Posterior(1, 0.5, 2, 0.995, 0.99), "It fits just as well with the reasons"),
        (
            "trial",
            {
                "design.n_pairs": 2,
                "baseline.trigger": "bad time",
                "baseline.p_improving": 0.81,
                "baseline.share_of_change": 0.3,
            },
            HARM,
            "Something else about this record is open, so we cannot say more.",
        ),
    ],
)
def test_reasons_are_pointed_to_only_where_some_follow(base, changed, posterior, why):
    text = told(base, changed, posterior)

    assert why in text.answer
    assert text.fooled or "reasons below" not in text.answer


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (moved(1, 2, 1.1, 3), "having helped you"),
        (moved(-2, -1, 1.1, 3), "having made things worse"),
        (moved(1, 2, 0.5, 0.9), "We cannot tell from this record"),
        (moved(1, 2, 0.5, 1.1), "We cannot tell from this record"),
    ],
)
def test_without_a_verdict_only_a_change_that_is_shown_points_the_way(change, said):
    assert said in told("ab", change).answer


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"points.0.n": 2}, "there are too few values from a time without the treatment."),
        ({"points": NR}, "it is not on record which times were with the treatment"),
        ({"outcomes.pseudo_replicated": True}, "were counted as if each stood alone."),
    ],
)
def test_what_cannot_be_assessed_says_what_cannot_be_told_and_why(changed, why):
    text = told("ab", changed, BETTER)

    assert text.answer.startswith(
        "We cannot tell from this record if the treatment made a difference: "
    )
    assert why in text.answer
    assert text.text.count("stood alone") <= 1
    assert text.text.count("too few") <= 1


def test_in_german_too_a_course_that_cannot_be_assessed_has_a_subject_and_a_reason():
    text = told("ab", {"points.0.n": 2}, lang="de")

    assert text.answer == (
        "Ob das Mittel etwas geändert hat, kann man hier nicht sagen: Aus einer Zeit ohne das "
        "Mittel gibt es zu wenig Werte."
    )


def test_a_number_that_could_not_be_worked_out_is_not_called_forgotten():
    assert "The record holds too little for that." in told("ab").answer


def test_where_no_effect_would_show_no_number_is_given():
    text = told("trial", {"change.detectable": math.inf}, Posterior(0.3, -1, 2, 0.6))

    assert "Even a very large change may be missed with a record like this." in text.answer
    assert "inf" not in text.text


# What could have fooled us.


def ids(base, changed=(), posterior=BETTER, lang="en"):
    """How many of the sentences of each threat a patient reads."""
    found = features(base, changed)
    text = patient_text(judge(found, posterior), found, posterior, lang)
    said = words(lang).sections["threat"]
    return {
        name[:3] for name, one in said.items() if any(one[:18] == told[:18] for told in text.fooled)
    }


def test_times_drawn_by_lot_answer_the_natural_course_and_blinding_the_placebo_response():
    assert ids("trial") == set()
    assert ids("doses") == {"T03", "T10"}
    assert ids("trial", {"blinding.guesses.bang_active": 0.5}) == {"T04", "T10"}
    assert ids("ab", {}, Posterior(1, 0.5, 2, 0.995, 0.99)) >= {"T09", "T10"}


@pytest.mark.parametrize(
    "posterior",
    [
        Posterior(-1, -2, -0.1, 0.002),
        Posterior(0, -1, 1, 0.5, 0.01, 0.98),
        Posterior(-0.3, -1, 1, 0.4, 0.1, 0.5),
    ],
)
def test_what_makes_people_better_explains_no_harm_and_no_difference(posterior):
    flare = {"baseline.trigger": "bad time"}

    assert not ids("ab", flare, posterior) & {"T05", "T09", "T10"}
    assert ids("ab", flare, BETTER) >= {"T05", "T10"}


def test_the_text_names_no_more_than_three_of_all_that_could_have_fooled_us():
    text = told("ab", {"baseline.trigger": "bad time"}, Posterior(1, 0.5, 2, 0.995, 0.99))

    assert len(text.fooled) > 3
    assert [one in text.text for one in text.fooled[:4]] == [True, True, True, False]


def test_guesses_that_were_right_on_the_treatment_alone_are_told_of_those_times_alone():
    (fooled, *_) = told("trial", {"blinding.guesses.bang_active": 0.33}, BETTER).fooled

    assert "of your guesses from those times, more were right than wrong." in fooled


def test_the_runs_of_a_fragile_result_have_names_in_both_languages():
    changed = {"change.flips": ["no slow term", "gls", "scale as points"]}
    english, german = (told("trial", changed, BETTER, lang).fooled[0] for lang in ("en", "de"))

    assert english.endswith(
        ": no slow drift allowed for; usual regression, AR(1); scale taken as points."
    )
    assert german.endswith(
        ": ohne langsame Schwankung; übliche Regression, AR(1); Skala in Punkten gerechnet."
    )


# What would make it firmer.

BLIND_TRIAL = {"blinding.guesses.bang_active": 0.5}


@pytest.mark.parametrize(
    ("base", "changed", "asked", "not_asked"),
    [
        ("ab", {}, "A blind test", "drawn by lot."),
        ("trial", BLIND_TRIAL, "tell the dummy from the real thing", "blind test"),
        ("trial", {"blinding.guesses": NR}, "what you think you took", "real thing"),
        ("trial", {"blinding.guesses.side_effects_reveal": NR}, "Write down side effects", "think"),
        ("ab", {"design.order": NR}, "how the time of the start was chosen", "why"),
        ("doses", {}, "if you did not know what you take", "drawn by lot"),
        ("ab", {"blinding.patient": "blinded"}, "if its order were drawn by lot", "blind test"),
        ("trial", {"design.n_pairs": 2}, "More times on and off", "blind test"),
        ("ab", {"baseline.trigger": NR}, "why the treatment was started just then", "when the"),
        (
            "ab",
            {"baseline.trigger": NR, "design.period_days": "not computable"},
            "why and when the treatment was started",
            "just then.",
        ),
        ("ab", {"baseline.trigger": "bad time"}, "A blind test", "started just then"),
        ("ab", {"events.life_events": NR}, "Write down what else changes", "Enter each visit"),
        (
            "trial",
            {"events.life_events": [{"what": "a job", "after_days": 1, "before_days": 1}]},
            "",
            "what else changes",
        ),
        ("trial", {"exposure.adherence_percent": 50}, "", "each dose"),
        ("trial", {"exposure.adherence_percent": NR}, "each dose that you take", "blind"),
        ("trial", {"outcomes.primary_prespecified": NR}, "Fix one main question", "someone"),
        ("trial", {"outcomes.threshold_prespecified": False}, "how much would matter", "someone"),
        ("trial", {"outcomes.unplanned_looks": True}, "on which days someone", "main question"),
        ("trial", moved(1, 2, 0.5, 0.9), "", "more often"),
        ("ab", {**moved(1, 2, 0.5, 0.9), "points.1.n": 4}, "more often", "each visit"),
    ],
)
def test_only_what_is_missing_is_asked_for(base, changed, asked, not_asked):
    said = " ".join(told(base, changed, BETTER).firmer)

    assert asked in said
    assert bool(said) == bool(asked)
    assert not_asked not in said


def test_an_open_answer_of_a_full_design_asks_for_more_of_it():
    text = told("trial", {}, Posterior(0.3, -1, 2, 0.6, 0.1, 0.7))

    assert text.firmer == ("More times on and off in such a test would make it firmer.",)


def test_what_leaves_nothing_to_assess_is_asked_for_first():
    assert told("ab", {"points.0.n": 2}).firmer[0].startswith("Next time, write down how you are")


def test_nothing_asks_for_taking_again_what_may_have_made_things_worse():
    harm = Posterior(-1, -2, -0.1, 0.002)

    assert told("ab", {}, harm).firmer == ()
    assert told("ab", {"events.life_events": NR}, harm).firmer == (
        "Write down what else changes, or that nothing does.",
    )


# Would it hold in others?


def test_the_third_question_is_answered_too():
    assert "One record cannot tell if it would be the same for others." in told("ab").text


@pytest.mark.parametrize(("lang", "first"), [("en", "On placebo, 30.8"), ("de", "Unter Placebo")])
def test_base_rates_are_told_with_their_source_and_as_context(lang, first):
    sentences = standing("Fibromyalgia", lang)

    assert sentences[0].startswith(first)
    assert "Häuser et al. 2011" in sentences[0]
    assert len(sentences) == 7


def test_no_condition_no_sentence():
    assert standing("gout", "en") == ()
