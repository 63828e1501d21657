"""Templates: what fields become, and that their texts stay what they are."""

from diglot.wording import all_of, any_of, count, did_you_mean, fill


def test_fields_are_filled_in() -> None:
    """Texts, attributes, lists and numbers."""
    fields = {"name": "x", "known": ("a", "b", "c"), "found": 2}
    assert fill("`{name}`: {known:and}; {known:or}; {found:count argument}", fields) == (
        "`x`: `a`, `b` and `c`; `a`, `b` or `c`; 2 arguments"
    )


def test_braces_of_a_name_mean_nothing() -> None:
    """What a field says is not a template, and braces in a template are doubled."""
    assert fill("{{{name}}} and {names:or}", {"name": "{name}", "names": ("{0}", "`")}) == "{{name}} and `{0}` or ```"


def test_long_lists_are_cut() -> None:
    """Nobody reads thirty names."""
    assert any_of([str(i) for i in range(30)]).endswith("`9` or 20 others")
    assert all_of(["a"]) == "`a`"


def test_numbers_and_questions() -> None:
    """One thing is one thing, and no name is no question."""
    assert count(1, "page") == "1 page"
    assert did_you_mean([]) == ""
    assert did_you_mean(["a", "b"]) == "Did you mean `a` or `b`?"
