"""What a browser calls itself, in the words that people know their own phone by."""

# The first that is found: Edge calls itself Chrome too, and Chrome calls itself Safari.
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}


def device(agent: str) -> str:
    """The browser and where it runs, such as "Safari, iPhone"; as it stands where neither is known.

    Parameters
    ----------
    agent
        The line that the browser sent of itself.
    """
    found = [
        next((name for mark, name in known.items() if mark in agent), "")
        for known in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(name for name in found if name) or agent
