"""Tables for tests: any diary in words, and a course's outcome as the table of the same data."""

from datetime import date, timedelta

from caseline.course.observe import observe

FIRST = date(2025, 3, 1)


def diary(values, given, **columns):
    """One row a day from the first of March."""
    days = [FIRST + timedelta(days=n) for n in range(len(values))]
    return {"date": days, "mood": values, "melatonin": given, **columns}


def table_of(course, outcome):
    """One outcome of a course with dated doses, as a keeper of a diary would write it down.

    One row for each visit, kept or missed; pairs of periods are numbered from the first dose
    on, and guesses are in the words of the condition.
    """
    values = {one.when.middle: str(float(one.value.exact)) for one in observe(course)[outcome]}
    for day in course.missed_visits:
        values.setdefault(day.exact, "")
    begins = [dose.begin.exact for dose in course.treatment.doses]
    guesses = {one.on.exact: one.guess for one in course.blinding.guesses if one.by == "patient"}
    rows = []
    for day in sorted(values):
        period = sum(begin <= day for begin in begins) - 1
        on = period >= 0 and course.treatment.doses[period].amount > 0
        rows.append(
            {
                "date": day.isoformat(),
                outcome: values[day],
                "given": "drug" if on else "placebo",
                "pair": "" if period < 0 else str(period // 2 + 1),
                "guess": guesses.get(day, ""),
            }
        )
    return rows
