from caseline.charts.slim import slim

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
ROUND = "M2,0A2,2,0,1,1,-2,0A2,2,0,1,1,2,0"


def test_circles_become_circles_and_share_what_they_have_in_common():
    dots = "".join(
        f'<path transform="translate({x},1.23456)" d="{ROUND}" fill="#fff" opacity="1"/>'
        for x in (1, 2)
    )
    assert slim(f'{HEAD}<g class="mark">{dots}</g></svg>') == (
        f'{HEAD}<g fill="#fff"><circle cx="1" cy="1.23" r="2" />'
        '<circle cx="2" cy="1.23" r="2" /></g></svg>'
    )


def test_neighbours_that_look_alike_share_a_group_and_others_do_not():
    one, two, three = (
        f'<path d="M{x},0" fill="#{fill}"/>' for x, fill in ((0, "111"), (1, "222"), (2, "222"))
    )
    drawn = f"<g>{one}{two}{three}</g>"
    assert slim(f"{HEAD}{drawn}</svg>") == (
        f'{HEAD}<path d="M0,0" fill="#111" />'
        '<g fill="#222"><path d="M1,0" /><path d="M2,0" /></g></svg>'
    )


def test_what_a_group_says_of_itself_stays_around_what_its_children_say():
    drawn = '<g fill="none"><path d="M0,0" fill="#111"/><path d="M1,0" fill="#111"/></g>'
    assert slim(f"{HEAD}{drawn}</svg>") == (
        f'{HEAD}<g fill="none"><g fill="#111"><path d="M0,0" /><path d="M1,0" /></g></g></svg>'
    )


def test_grounds_and_empty_groups_are_dropped():
    drawn = '<g class="mark"><path class="background" d="M0,0h9v9h-9Z"/><g role="x"></g></g>'
    assert slim(f"{HEAD}{drawn}</svg>") == HEAD.replace(">", " />")
