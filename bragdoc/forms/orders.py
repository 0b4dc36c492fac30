"""The order of a list of names, as a form sends it: a number typed beside each, or one moved."""


def ordered[Name](names: list[Name], numbers: list[str], move: tuple[int, int] | None = None):
    """The names by the numbers typed beside them, from 1; what is no number stays where it is.

    Who is given the place of another comes before it when it rose, and after it when it sank.
    `move` is a place, from 0, and by how much that one is moved: -1 or 1.
    """

    def key(place):
        text = numbers[place] if place < len(numbers) else ""
        number = int(text) if text.isdecimal() and len(text) < 6 else place + 1
        return number, (number > place + 1) - (number < place + 1)

    order = sorted(range(len(names)), key=key)
    if move and 0 <= move[0] < len(names) and 0 <= sum(move) < len(names):
        here, there = move[0], sum(move)
        order[here], order[there] = order[there], order[here]
    return [names[place] for place in order]
