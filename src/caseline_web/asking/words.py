"""Words to choose from: kept in English, so that the same is the same in every language."""

from django.utils.translation import gettext_lazy

SIDE_EFFECTS = {
    "vivid dreams": gettext_lazy("vivid dreams"),
    "insomnia": gettext_lazy("insomnia"),
    "headache": gettext_lazy("headache"),
    "nausea": gettext_lazy("nausea"),
    "diarrhoea": gettext_lazy("diarrhoea"),
    "abdominal pain": gettext_lazy("abdominal pain"),
    "dizziness": gettext_lazy("dizziness"),
    "fatigue": gettext_lazy("fatigue"),
    "low mood": gettext_lazy("low mood"),
}
SEVERITIES = {
    "mild": gettext_lazy("mild"),
    "moderate": gettext_lazy("moderate"),
    "severe": gettext_lazy("severe"),
}
EVENTS = {
    "infection": gettext_lazy("an infection"),
    "another medicine": gettext_lazy("another medicine"),
    "physiotherapy": gettext_lazy("physiotherapy or a cure"),
    "journey": gettext_lazy("a journey"),
    "stress": gettext_lazy("much strain"),
    "good event": gettext_lazy("something good"),
}
TAKEN = {
    "yes": gettext_lazy("taken"),
    "partly": gettext_lazy("in part"),
    "no": gettext_lazy("not taken"),
}
FIELDS = {  # what is answered in each field that belongs to no instrument
    "taken": gettext_lazy("Today's dose"),
    "effect": gettext_lazy("A side effect"),
    "other": gettext_lazy("A side effect"),
    "severity": gettext_lazy("How bad?"),
    "amount": gettext_lazy("How much a day?"),
    "other_amount": gettext_lazy("How much a day?"),
    "event": gettext_lazy("Something else that matters"),
    "words": gettext_lazy("Something else that matters"),
    "region": gettext_lazy("Where it hurts"),
    "none": gettext_lazy("Nothing hurt in the last 7 days"),
    "not_done": gettext_lazy("Not this time"),
}


def named(told: str) -> str:
    """A side effect or an event in the reader's words, where it is one of those to choose from.

    An event may have somebody's own words behind it, which stay.
    """
    known = {**SIDE_EFFECTS, **EVENTS}
    chosen, colon, added = told.partition(": ")
    return f"{known[chosen]}{colon}{added}" if chosen in known else told
