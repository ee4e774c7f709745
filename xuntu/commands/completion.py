"""The command that teaches a shell to complete commands, options and names."""

import click
from click.shell_completion import get_completion_class

from xuntu.commands.frame import argument, command, file_option, write_text
from xuntu.terminal.entry import DONE


@command(
    "让 Tab 键补全命令、选项、问题的名字、单位和轮次：打印给外壳的脚本，写进它的启动文件就行。",
    "Let the Tab key complete commands, options, names of questions, units and rounds: prints a script for the shell.",
    "xuntu completion bash >> ~/.bashrc",
    "xuntu completion zsh >> ~/.zshrc",
    "xuntu completion fish -o ~/.config/fish/completions/xuntu.fish",
)
@argument(
    "shell", "哪种外壳：bash、zsh、fish", "which shell: bash, zsh, fish", type=click.Choice(["bash", "zsh", "fish"])
)
@file_option
@click.pass_context
def completion(ctx: click.Context, shell: str, output: str | None) -> int:
    """Print the script for a shell."""
    made = get_completion_class(shell)
    assert made is not None  # noqa: S101 (click has all three)
    root = ctx.find_root()
    script = made(root.command, {}, "xuntu", "_XUNTU_COMPLETE").source()
    write_text(f"{script.rstrip()}\n", output)
    return DONE


COMMANDS = (completion,)
