"""Two columns have one height, as small as it may be, and hold all that was said in its order."""

from __future__ import annotations

import pytest

from turgor.documents.rendering.renderer import renderer

PAGE = '<html lang="en"><title>t</title><body><div style="columns: 2; column-gap: 24pt">{content}</div></body></html>'


def columns_of(content: str) -> list[tuple[float, list[str]]]:
    """The height and the lines of each column on each page."""
    found = []
    for page in renderer().layout(PAGE.format(content=content)).pages:
        for box in page._page_box.descendants():
            if getattr(box, "is_column", False):
                lines = [line for line in box.descendants() if type(line).__name__ == "LineBox"]
                lowest = max(line.position_y + line.height for line in lines)
                words = [
                    text.text
                    for line in lines
                    for text in line.descendants()
                    if type(text).__name__ == "TextBox"
                ]
                found.append((lowest - box.position_y, words))
    return found


def paragraphs(count: int, words: int = 12) -> str:
    """So many numbered paragraphs of a few lines."""
    return "".join(f"<p>{number} {'word ' * words}</p>" for number in range(count))


@pytest.mark.parametrize("count", [2, 7, 12, 20])
def test_columns_are_balanced(count):
    """Neither column is higher than the other by more than the paragraph that could not be halved."""
    (first, _), (second, _) = columns_of(paragraphs(count))
    assert abs(first - second) <= 80


def test_lines_stay_in_order():
    """What is read down the first column goes on at the top of the second."""
    columns = columns_of(paragraphs(9))
    starts = [word.split()[0] for _, words in columns for word in words if word[0].isdigit()]
    assert starts == [str(number) for number in range(9)]


@pytest.mark.parametrize("count", [3, 5, 8, 11])
def test_marks_stay_with_their_items(count):
    """The mark of every item of a list stands before its first line, in its column."""
    items = "".join(f"<li>{number} {'word ' * (3 + 5 * (number % 3))}</li>" for number in range(count))
    (page,) = renderer().layout(PAGE.format(content=f"<h4>About</h4><ul>{items}</ul><h4>More</h4>")).pages
    boxes = list(page._page_box.descendants())
    marks = [(box.position_x, box.position_y) for box in boxes if box.element_tag == "li::marker"]
    lines = [box for box in boxes if type(box).__name__ == "TextBox" and box.text[:1].isdigit()]
    assert len(marks) == len(lines) == count
    for (x, y), line in zip(marks, lines, strict=True):
        assert y == pytest.approx(line.position_y, abs=2)
        assert 0 < line.position_x - x < 30


def test_more_than_a_page_goes_on_on_the_next():
    """Columns that are full go on on the next page, where the rest is balanced."""
    columns = columns_of(paragraphs(60, 30))
    assert len(columns) % 2 == 0
    assert len(columns) > 2
    assert abs(columns[-2][0] - columns[-1][0]) <= 120
    starts = [word.split()[0] for _, words in columns for word in words if word[0].isdigit()]
    assert starts == [str(number) for number in range(60)]


def test_what_must_stay_together_does():
    """A block that avoids breaks stands whole in one column."""
    block = "<div style='break-inside: avoid'>" + "<p>whole</p>" * 6 + "</div>"
    columns = columns_of(paragraphs(3) + block + paragraphs(2))
    assert sorted(words.count("whole") for _, words in columns) == [0, 6]
