"""Where the parts of an engine go in a page's table of contents."""

from mkdocs.structure.toc import AnchorLink, TableOfContents

from diglot.mkdocs.contents import with_entries

HTML = """<h1 id="lamp">Lamp</h1> <a id="Lamp">…</a>
<h2 id="messages">Messages</h2> <p>…</p>
<h3 id="in">In</h3> <a id="Message.Press">…</a> <a id="Message.Press">…</a>
<h2 id="actions">Actions</h2> <a id="press">…</a> <a id="other">…</a>"""


def contents() -> TableOfContents:
    """The headings of that page, as MkDocs lists them."""
    top, messages, inner, actions = (
        AnchorLink(title, anchor, level)
        for title, anchor, level in (
            ("Lamp", "lamp", 0),
            ("Messages", "messages", 1),
            ("In", "in", 2),
            ("A", "actions", 1),
        )
    )
    messages.children.append(inner)
    top.children += [messages, actions]
    return TableOfContents([top])


def test_each_part_stands_under_the_heading_before_it() -> None:
    """Before the headings below that one, once, as code; what is on no page is in no list."""
    before = contents()
    entries = [("Message.Press", "Press"), ("Lamp", "Lamp"), ("press", "press<"), ("elsewhere", "elsewhere")]
    assert str(with_entries(before, entries, HTML)) == (
        "Lamp - #lamp\n"
        "    <code>Lamp</code> - #Lamp\n"
        "    Messages - #messages\n"
        "        In - #in\n"
        "            <code>Press</code> - #Message.Press\n"
        "    A - #actions\n"
        "        <code>press&lt;</code> - #press\n"
    )
    assert str(before) == str(contents())


def test_nothing_to_add() -> None:
    """Pages without engines, and pages without headings, stay as they are."""
    before = contents()
    assert with_entries(before, [], HTML) is before
    empty = TableOfContents([])
    assert with_entries(empty, [("press", "press")], HTML) is empty
