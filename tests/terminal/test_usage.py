"""Wrong usage is explained in the language of the user."""

import pytest
from click.testing import CliRunner

from xuntu.cli import xuntu


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bild"], "没有“bild”这个命令"),
        (["text"], "缺少参数 PATH…"),
        (["text", "--forma", "json", "-"], "没有 --forma 这个选项"),
        (["extract", "--formt", "json", "-"], "没有 --formt 这个选项；是不是 --format？"),
        (["extract", "--format", "xml", "-"], "--format 不能是“xml”，只能是 'json', 'jsonl'"),
        (["extract", "--format"], "选项 --format 后面要写一个值"),
        (["evaluate", "--json=1", "a", "b"], "选项 --json 后面不写值"),
    ],
)
def test_wrong_usage_is_one_line_and_where_to_look(arguments: list[str], message: str) -> None:
    """Exit code 2, nothing on standard output."""
    result = CliRunner().invoke(xuntu, arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    first, second = result.stderr.splitlines()
    assert first == f"错误：{message}" or first.startswith(f"错误：{message}；")
    assert second.startswith("用法见 xuntu") and second.endswith("--help")


def test_wrong_usage_is_explained_in_english_on_request() -> None:
    """By the environment, by a flag."""
    for arguments, environment in ((["text"], {"XUNTU_LANG": "en"}), (["--lang", "en", "text"], {})):
        result = CliRunner().invoke(xuntu, arguments, env=environment)
        assert result.stderr == "Error: Missing argument 'PATH...'.\nSee xuntu text --help\n"


def test_every_command_and_parameter_is_explained_in_both_languages() -> None:
    """No help is left to guess: a sentence, an example, a word on each argument and option."""
    from xuntu.terminal.usage import Argument, Command, Option

    for name, command in xuntu.commands.items():
        assert isinstance(command, Command)
        assert command.words.zh.endswith("。") and command.words.en.endswith("."), name
        assert command.examples and all(example.startswith("xuntu ") for example in command.examples), name
        for parameter in command.params:
            assert isinstance(parameter, Argument | Option), f"{name} {parameter.name}"
            assert parameter.words.zh and parameter.words.en.isascii(), f"{name} {parameter.name}"
