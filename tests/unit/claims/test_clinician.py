"""The clinician's lines: the design, the numbers with their guards, both levels, the threats."""

import pytest

from caseline.claims import Beside, Posterior, RandomisationTest, WeakestRun, judge
from caseline.claims.clinician import clinician_lines
from tests.unit.claims.made import features

NR = "not on record"
SURE = Posterior(1.5, 0.2, 2.8, 0.9997, 0.97, 0.03)
SAME = Posterior(0, -0.5, 0.5, 0.5, 0.01, 0.98)
# What lowers two blinded pairs to C1, and explains nothing but a gain.
HELD = {
    "design.n_pairs": 2,
    "baseline.trigger": "bad time",
    "baseline.p_improving": 0.81,
    "baseline.share_of_change": 0.3,
}
# Short later phases of a blinded course: no threat to this result, and not enough for more.
FEW = {
    "design.order": "randomised",
    "design.unit": "start date",
    "blinding.patient": "blinded",
    "points.2.n": 4,
}


def lines(base, changed=(), posterior=SURE, lang="en", test=None, beside=None):
    found = features(base, changed)
    claim = judge(found, posterior, test)
    return clinician_lines(claim, found, posterior, lang, test, beside or Beside())


def test_the_design_is_one_sentence_and_the_readings_another():
    found = lines("trial")

    assert found[0] == (
        "Design: order drawn by lot, 7 switches, 4 randomised pairs, patient blinded. OCEBM level "
        "for benefit: 1."
    )
    assert found[1] == (
        "Values: A 56, worth 30 independent ones, 0\u00a0% missing; B 56, worth 30 independent "
        "ones, 0\u00a0% missing."
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"points.0.summary": True}, "Values:"),
        ({"points": NR}, "Values:"),
        ({"points.0.n_eff": NR, "points.0.missing_share": NR}, "A 20; B 20, worth 10"),
        ({"points.0.n": NR}, "A not on record, worth 10"),
        ({"design.n_switches": NR}, "number of switches not on record"),
        ({"design.n_switches": 2}, "2 switches"),
        ({"design.order": "response-guided"}, "order guided by the response"),
    ],
)
def test_what_is_not_on_record_of_the_design_is_said_or_left_out(changed, said):
    text = " ".join(lines("ab", changed))

    assert (said in text) == (said != "Values:")


def test_no_probability_is_printed_as_certain():
    text = " ".join(lines("trial"))

    assert "P(effect > 0) > 0.999; P(effect ≥ MCID) = 0.97." in text


def test_without_an_important_difference_it_says_so():
    text = " ".join(lines("trial", posterior=Posterior(1.5, 0.2, 2.8, 0.97)))

    assert "P(effect > 0) = 0.97; no important difference (MCID) on record." in text


def test_the_effect_names_what_it_is_an_effect_of():
    assert any(
        line.startswith("Effect of the maintenance dose once it acts in full (steady effect): 1.5 ")
        for line in lines("trial")
    )


def test_where_no_dose_is_on_record_none_is_spoken_of():
    text = " ".join(lines("trial", {"exposure.amounts": False}))

    assert "Effect of the treatment once it acts in full (steady effect): 1.5 " in text
    assert "the course shows, for this person over these months, benefit." in text
    assert "dose" not in text


def test_the_gain_that_matters_stands_between_its_half_and_its_double():
    found = lines("trial", beside=Beside(at_least=(0.9996, 0.25)))

    assert "P(effect ≥ half the MCID) > 0.999; P(effect ≥ twice the MCID) = 0.25." in found


def test_no_difference_that_matters_comes_with_the_probability_that_it_rests_on():
    found = lines("trial", posterior=Posterior(0, -0.5, 0.5, 0.5, 0.01, 0.98))

    assert "Verdict S=: no difference that matters; P(−MCID < effect < MCID) = 0.98." in found


def test_the_verdict_is_said_in_words_beside_its_code():
    assert "Verdict S+2: better by an amount that matters (bar 0.95)." in lines("trial")


def test_the_randomisation_test_is_told_whether_or_not_it_overrules():
    agrees = lines("trial", test=RandomisationTest(p=0.125, smallest_p=0.125))
    overrules = lines("trial", test=RandomisationTest(p=0.2, smallest_p=0.03))

    assert "Randomisation test: p = 0.125; smallest possible p = 0.125." in agrees
    assert "Randomisation test: p = 0.2; smallest possible p = 0.03." in overrules
    assert any(
        "The model alone gives S+2; the randomisation test does not agree with it" in line
        for line in overrules
    )


def test_a_p_value_is_never_printed_as_0():
    found = lines("trial", test=RandomisationTest(p=0.0002, smallest_p=0.00011))

    assert "Randomisation test: p < 0.001; smallest possible p < 0.001." in found


def test_a_p_value_from_drawn_orders_says_so_with_its_standard_error():
    drawn = RandomisationTest(p=0.1254, smallest_p=0.00001, drawn=99_999, se=0.00104)

    assert (
        "Randomisation test: p = 0.125, estimated from 99\u00a0999 drawn orders (standard error "
        "0.00104); smallest possible p < 0.001."
    ) in lines("trial", test=drawn)
    assert any(
        "geschätzt aus 99\u00a0999 gelosten Reihenfolgen (Standardfehler 0,00104)" in line
        for line in lines("trial", test=drawn, lang="de")
    )


def test_the_weakest_run_and_what_was_not_learnt_are_told():
    weakest = WeakestRun("gls", 8, Posterior(0.73, -0.3, 1.7, 0.92))
    found = lines("trial", beside=Beside(weakest, ("onset", "offset")))

    assert (
        "Weakest of 8 sensitivity runs (usual regression, AR(1)): 0.73 (−0.3 to 1.7), "
        "P(effect > 0) = 0.92."
    ) in found
    assert ("Not learnable from these data: how fast the effect comes, how fast it goes.") in found


@pytest.mark.parametrize(
    ("base", "changed", "said"),
    [
        ("ab", {}, "Q1, did this person change: better, by more than"),
        ("ab", {"change.over_mdc": NR}, "no measurement error of the scale is on record."),
        ("trial", {}, "Q1, did this person differ on and off treatment: better on it"),
        (
            "ab",
            {"change.over_mdc": 0.5, "change.over_mdc_most": 1.5},
            "borderline (beyond the MDC 95\u00a0% in some readings or error estimates only).",
        ),
    ],
)
def test_the_first_question_is_answered_with_its_reason(base, changed, said):
    assert any(said in line for line in lines(base, changed))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "(C0): not assessable: there are too few values from a time without the treatment."),
        ("de", "(C0): nicht beurteilbar: Aus einer Zeit ohne das Mittel gibt es zu wenig Werte."),
    ],
)
def test_what_cannot_be_assessed_says_why(lang, said):
    assert sum(said in line for line in lines("ab", {"points.0.n": 2}, lang=lang)) == 2


@pytest.mark.parametrize(
    ("base", "posterior", "package"),
    [
        ("trial", SURE, "der Verlauf zeigt, für diese Person bei dieser Dosis über diese Monate, "
         "dass ein Nutzen besteht."),
        ("ab", Posterior(-1, -2, -0.1, 0.001), "ist damit vereinbar, dass ein Schaden besteht;"),
        ("ab", SAME, "ist damit vereinbar, dass kein bedeutsamer Unterschied besteht;"),
        ("abab", SAME, "spricht dafür, dass kein bedeutsamer Unterschied besteht."),
    ],
)  # fmt: skip
def test_german_never_reads_no_difference_as_one_that_the_course_excludes(base, posterior, package):
    assert package in " ".join(lines(base, posterior=posterior, lang="de"))


@pytest.mark.parametrize(
    ("base", "changed", "posterior", "why"),
    [
        ("trial", {}, SAME, "a comparison with placebo does not test the package, which may be"),
        ("trial", {"blinding.patient": NR}, SAME, "blinding of the patient is not on record, and"),
        ("ab", {}, SURE, "it is equally compatible with the explanations listed."),
        ("ab", {}, SAME, "listed, except natural course, placebo response."),
        (
            "trial",
            HELD,
            Posterior(-1, -2, -0.1, 0.001),
            "holds the level explains another result (regression to the mean, baseline trend).",
        ),
        ("abab", FEW, SAME, "its design allows no more."),
    ],
)
def test_what_is_only_compatible_says_what_keeps_it_there(base, changed, posterior, why):
    found = [line for line in lines(base, changed, posterior) if "(C1)" in line]

    assert all("the course is compatible with" in line for line in found)
    assert any(why in line for line in found)


def test_threats_speak_to_the_clinician_and_their_letters_are_explained():
    text = " ".join(lines("ab"))

    assert "T03 (C): expectation: open, rated by the patient." in text
    assert "C caps the level, D lowers it by one" in text
    assert "You " not in text


def test_an_analysis_that_is_refused_says_so():
    assert any(
        line.startswith("Analysis refused")
        for line in lines("ab", {"outcomes.pseudo_replicated": True})
    )
