"""The groups of named questions that have some words."""

from functools import cache

from xuntu.graph import Group, Question, load_groups


def find_questions(words: str) -> tuple[Group, ...]:
    """Return the groups with those questions that have all *words* in their name, their text or their columns.

    >>> [question.name for question in find_questions("只靠 开会")[0].questions]
    ['meetings-only']
    """
    wanted = words.casefold().split()
    if not wanted:
        return load_groups()
    found = (
        Group(group.zh, group.en, tuple(one for one in group.questions if all(word in _text(one) for word in wanted)))
        for group in load_groups()[1:]
    )
    return tuple(group for group in found if group.questions)


@cache
def _text(question: Question) -> str:
    columns = " ".join(column.meaning for column in question.columns)
    aliases = " ".join(question.aliases)
    return f"{question.name} {aliases} {question.chinese} {question.english} {question.about} {columns}".casefold()
